package dev.torsion.net.proxy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

import dev.torsion.net.address.AddressRanges;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The proxies that are believed when they say who the client is, and have to say it.
 */
public final class TrustedPeers {

	/**
	 * Nobody: connections come from clients themselves.
	 */
	public static final TrustedPeers NONE = new TrustedPeers(AddressRanges.NONE, false);

	private static final String UNIX = "unix";

	private final AddressRanges addresses;

	private final boolean unix;

	private TrustedPeers(AddressRanges addresses, boolean unix) {
		this.addresses = addresses;
		this.unix = unix;
	}

	/**
	 * Reads a list of peers.
	 * @param property the property that has the list, for a failure text
	 * @param peers addresses, blocks and words as {@link AddressRanges} knows them, or
	 * {@code unix} for everybody who connects by a unix socket; empty for nobody
	 * @return the peers
	 * @throws FailureAnalyzedException if one of them is none of these
	 */
	public static TrustedPeers of(String property, List<String> peers) {
		List<String> addresses = peers.stream().filter((peer) -> !peer.strip().equals(UNIX)).toList();
		return new TrustedPeers(AddressRanges.of(property, addresses, "'unix' is whoever connects by a unix socket."),
				addresses.size() < peers.size());
	}

	/**
	 * Whether anybody is trusted.
	 * @return whether connections may begin with a header
	 */
	public boolean isAny() {
		return this.unix || !this.addresses.isEmpty();
	}

	/**
	 * Whether a peer is trusted.
	 * @param peer the address of its socket; anything but an IP address is that of a unix
	 * socket
	 * @return whether it is
	 */
	public boolean contains(@Nullable SocketAddress peer) {
		if (!(peer instanceof InetSocketAddress address)) {
			return this.unix;
		}
		return address.getAddress() != null && this.addresses.contains(address.getAddress());
	}

}
