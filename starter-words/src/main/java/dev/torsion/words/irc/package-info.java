/**
 * IRC: RFC 1459 and 2812 as they are used today, with the extensions of IRCv3. What a
 * message is in {@code wire}, the server in {@code session}, the client in
 * {@code client}.
 */
@NullMarked
package dev.torsion.words.irc;

import org.jspecify.annotations.NullMarked;
