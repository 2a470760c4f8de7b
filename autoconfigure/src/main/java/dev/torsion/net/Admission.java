package dev.torsion.net;

import java.time.Duration;

import dev.torsion.net.proxy.TrustedPeers;
import dev.torsion.net.unix.UnixSocket;
import org.jspecify.annotations.Nullable;

/**
 * Whom a {@link ConnectionGate} lets in.
 *
 * @param maxConnections the most connections at a time
 * @param maxConnectionsPerAddress the most connections at a time from one address
 * @param proxies the peers that begin with a header of the PROXY protocol
 * @param headerTimeout how long that header may take
 * @param unixSocket the socket that is listened on in the place of a port, if there is
 * one
 */
public record Admission(int maxConnections, int maxConnectionsPerAddress, TrustedPeers proxies, Duration headerTimeout,
		@Nullable UnixSocket unixSocket) {

}
