/**
 * Listeners, connections and the event loop under every server and client of Torsion.
 * <p>
 * A {@link dev.torsion.net.Protocol} is one conversation with one peer: it knows bytes
 * and meaning, and no socket, thread or clock. A {@code NetworkServer} is the one
 * lifecycle behind every stream listener, {@code DatagramServer} its sibling for
 * datagrams; both are declared as beans and get limits, TLS, metrics, health, ports and
 * the goodbye at shutdown from here. {@code NetworkConnector} and {@code NetworkClient}
 * do the same for outgoing connections. To add a protocol of your own, implement
 * {@code Protocol}, usually on {@code LineFraming} or {@code LengthFraming}, and declare
 * a {@code NetworkServer} bean.
 */
@NullMarked
package dev.torsion.net;

import org.jspecify.annotations.NullMarked;
