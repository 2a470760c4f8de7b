package dev.torsion.net;

import java.time.Duration;

/**
 * What all listeners have in common.
 *
 * @param address where a listener binds that names no address itself
 * @param gracePeriod how long connections may take to end when the application stops
 * @param linger how long a connection that we have closed may take to be closed by the
 * peer
 * @param handshakeTimeout how long a TLS handshake may take, and the header of a proxy
 */
public record NetworkSettings(String address, Duration gracePeriod, Duration linger, Duration handshakeTimeout) {

}
