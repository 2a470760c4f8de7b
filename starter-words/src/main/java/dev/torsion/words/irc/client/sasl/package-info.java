/**
 * Logs in to a network of IRC by SASL: IRCv3's sasl-3.1 and 3.2 with PLAIN (RFC 4616),
 * EXTERNAL (RFC 4422) and SCRAM-SHA-256 (RFC 7677). To add a mechanism write one more
 * {@code Mechanism}, and name it in {@code SaslLogin}.
 */
@NullMarked
package dev.torsion.words.irc.client.sasl;

import org.jspecify.annotations.NullMarked;
