/**
 * Protocols over WebSocket, inside WebFlux: a {@link dev.torsion.net.Protocol} that
 * speaks in lines runs on it as on a connection of its own, each line in a frame.
 * {@link dev.torsion.words.websocket.WebSocketEndpoint} is mapped to a path.
 */
@NullMarked
package dev.torsion.words.websocket;

import org.jspecify.annotations.NullMarked;
