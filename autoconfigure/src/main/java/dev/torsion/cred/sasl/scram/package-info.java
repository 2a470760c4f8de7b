/**
 * SCRAM, RFC 5802 and RFC 7677: the peer proves to know a password without sending it,
 * the server to know what was made of it, and with {@code -PLUS} that nobody is between
 * them.
 */
@NullMarked
package dev.torsion.cred.sasl.scram;

import org.jspecify.annotations.NullMarked;
