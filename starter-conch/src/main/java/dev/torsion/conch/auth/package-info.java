/**
 * The service {@code ssh-userauth}: RFC 4252 and 4256, RFC 8308 and 8332, and OpenSSH's
 * extensions of them.
 * <p>
 * {@link dev.torsion.conch.auth.UserAuthServices} makes one service for each connection.
 * A request is decided by its method, which asks the portal; nothing waits on a thread
 * meanwhile, and requests that come in between wait in their order. {@code key} knows
 * keys and what they are limited to, {@code file} where OpenSSH keeps them, {@code wire}
 * what is sent.
 */
@NullMarked
package dev.torsion.conch.auth;

import org.jspecify.annotations.NullMarked;
