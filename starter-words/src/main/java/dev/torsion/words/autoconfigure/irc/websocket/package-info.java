/**
 * Auto-configuration of IRC over WebSocket.
 */
@NullMarked
package dev.torsion.words.autoconfigure.irc.websocket;

import org.jspecify.annotations.NullMarked;
