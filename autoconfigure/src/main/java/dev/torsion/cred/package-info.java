/**
 * Who a peer is: one {@link dev.torsion.cred.Portal} for the logins of all protocols.
 * <p>
 * {@link dev.torsion.cred.Credentials} go in. A
 * {@link dev.torsion.cred.CredentialsChecker} for their type tells whose they are, the
 * {@link dev.torsion.cred.Realm} makes the avatar that the protocol has asked for, and a
 * {@link dev.torsion.cred.LoginSession} keeps the {@link dev.torsion.cred.Login} until
 * the connection ends. Below: {@code account} is what is known of those who may log in,
 * {@code store} where that is kept, {@code password} how passwords are encoded,
 * {@code sasl} how credentials are asked for on the wire, {@code throttle} what slows
 * down those who guess.
 * <p>
 * To let others in, declare an {@code AccountStore} bean; to check credentials of another
 * type, a {@code CredentialsChecker}; to give a protocol what it deals with, an
 * {@link dev.torsion.cred.AvatarFactory}.
 */
@NullMarked
package dev.torsion.cred;

import org.jspecify.annotations.NullMarked;
