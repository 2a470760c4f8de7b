package dev.torsion.net.proxy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The proxies that are believed when they say who the client is, and have to say it.
 */
public final class TrustedPeers {

	/**
	 * Nobody: connections come from clients themselves.
	 */
	public static final TrustedPeers NONE = new TrustedPeers(List.of(), false);

	private static final String UNIX = "unix";

	private final List<IpSubnetFilterRule> blocks;

	private final boolean unix;

	private TrustedPeers(List<IpSubnetFilterRule> blocks, boolean unix) {
		this.blocks = blocks;
		this.unix = unix;
	}

	/**
	 * Reads a list of peers.
	 * @param property the property that has the list, for a failure text
	 * @param peers addresses ({@code 192.0.2.1}), blocks of them ({@code 10.0.0.0/8}), or
	 * {@code unix} for everybody who connects by a unix socket; empty for nobody
	 * @return the peers
	 * @throws FailureAnalyzedException if one of them is none of these
	 */
	public static TrustedPeers of(String property, List<String> peers) {
		List<IpSubnetFilterRule> blocks = new ArrayList<>();
		for (String peer : peers) {
			if (!peer.strip().equals(UNIX)) {
				blocks.add(block(property, peer.strip()));
			}
		}
		return new TrustedPeers(List.copyOf(blocks), blocks.size() < peers.size());
	}

	private static IpSubnetFilterRule block(String property, String text) {
		int slash = text.indexOf('/');
		String address = (slash < 0) ? text : text.substring(0, slash);
		byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
		int bits = (bytes != null) ? 8 * bytes.length : 0;
		String prefix = (slash < 0) ? String.valueOf(bits) : text.substring(slash + 1);
		if (bytes == null || !prefix.matches("\\d{1,3}") || Integer.parseInt(prefix) > bits) {
			throw new FailureAnalyzedException("'" + text + "' in " + property + " is not an address.",
					"Name addresses (192.0.2.1, 2001:db8::1) or blocks of them (10.0.0.0/8) there, "
							+ "or 'unix' for whoever connects by a unix socket.");
		}
		return new IpSubnetFilterRule(address, Integer.parseInt(prefix), IpFilterRuleType.ACCEPT);
	}

	/**
	 * Whether anybody is trusted.
	 * @return whether connections may begin with a header
	 */
	public boolean isAny() {
		return this.unix || !this.blocks.isEmpty();
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
		for (IpSubnetFilterRule block : this.blocks) {
			if (block.matches(address)) {
				return true;
			}
		}
		return false;
	}

}
