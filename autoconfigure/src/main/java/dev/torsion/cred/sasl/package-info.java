/**
 * How peers are asked on the wire who they are: SASL, RFC 4422, for the protocols that
 * have it.
 * <p>
 * A {@link dev.torsion.cred.sasl.SaslMechanism} only turns bytes into
 * {@link dev.torsion.cred.Credentials}; whether they are right is for the
 * {@link dev.torsion.cred.Portal}. {@link dev.torsion.cred.sasl.Sasl} tells which
 * mechanisms a connection is offered, and begins a
 * {@link dev.torsion.cred.sasl.SaslConversation} that a protocol drives. Below:
 * {@code scram} and, with all the others, {@code mechanism}. To add one, declare a
 * {@code SaslMechanism} bean.
 */
@NullMarked
package dev.torsion.cred.sasl;

import org.jspecify.annotations.NullMarked;
