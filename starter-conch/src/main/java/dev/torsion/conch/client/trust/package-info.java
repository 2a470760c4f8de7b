/**
 * Which servers a client trusts: those whose keys a file of {@code known_hosts} has, see
 * sshd(8), or whose fingerprint is given. Nobody else, and nothing is learnt.
 */
@NullMarked
package dev.torsion.conch.client.trust;

import org.jspecify.annotations.NullMarked;
