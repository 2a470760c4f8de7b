package dev.torsion.cred.throttle;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Whom a login is put down to: an address, or for IPv6 the block of 48 bits that a site
 * is given, whose owner can take any address in it.
 */
final class Source {

	private static final int SITE_BYTES = 6;

	private Source() {
	}

	/**
	 * The source of a peer.
	 * @param peer its address
	 * @return what it is known by, {@code null} if it has no address
	 */
	static @Nullable String of(@Nullable SocketAddress peer) {
		if (!(peer instanceof InetSocketAddress inet)) {
			return null;
		}
		if (inet.getAddress() instanceof Inet6Address six) {
			return HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), SITE_BYTES));
		}
		return (inet.getAddress() != null) ? inet.getAddress().getHostAddress() : inet.getHostString();
	}

}
