/**
 * What the application has of an IRC network:
 * {@link dev.torsion.words.irc.client.IrcClients} makes an
 * {@link dev.torsion.words.irc.client.IrcClient}, which keeps a connection, tells
 * {@link dev.torsion.words.irc.client.IrcEvent}s and says what it is asked to. RFC 1459
 * and 2812 with IRCv3's capabilities. Below: {@code state} knows what the server has
 * told, {@code sasl} logs in, {@code session} holds the conversation.
 */
@NullMarked
package dev.torsion.words.irc.client;

import org.jspecify.annotations.NullMarked;
