/**
 * What is known on this machine: its hosts file, its name servers, and names that are
 * nobody else's business (RFC 6761, 6303, 7686).
 */
@NullMarked
package dev.torsion.names.client.local;

import org.jspecify.annotations.NullMarked;
