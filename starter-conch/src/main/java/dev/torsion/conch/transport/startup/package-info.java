/**
 * Who may begin a connection: how many may be without a login, how often one address may
 * come, and who has to wait because of what came before. OpenSSH's MaxStartups and
 * PerSourcePenalties, see sshd_config(5).
 */
@NullMarked
package dev.torsion.conch.transport.startup;

import org.jspecify.annotations.NullMarked;
