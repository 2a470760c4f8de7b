package dev.torsion.net;

import java.time.Duration;

/**
 * What the connections of one listener have in common.
 *
 * @param name the name of the listener
 * @param listener where and how it listens
 * @param protocols opens the conversations
 * @param linger how long a connection that we have closed may take to be closed by the
 * peer
 */
record ConnectionSettings(String name, Listener listener, ProtocolFactory protocols, Duration linger) {

}
