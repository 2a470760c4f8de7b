/**
 * Rooms for web pages: JSON over WebSocket. {@code wire} has the commands and events,
 * {@code session} a page that is connected. Connections are those of
 * {@code dev.torsion.words.websocket}; {@code dev.torsion.words.web.wire} describes what
 * is said on them.
 */
@NullMarked
package dev.torsion.words.web;

import org.jspecify.annotations.NullMarked;
