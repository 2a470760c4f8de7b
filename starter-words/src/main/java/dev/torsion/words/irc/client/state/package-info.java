/**
 * What a server has told of itself, of us and of our channels. Knows no connection; for
 * one thread, that of the connection.
 */
@NullMarked
package dev.torsion.words.irc.client.state;

import org.jspecify.annotations.NullMarked;
