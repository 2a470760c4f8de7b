package dev.torsion.names.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;

/**
 * Whom the resolver answers: a server that answers everybody is soon used against others.
 */
public final class ClientNetworks {

	private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1");

	private static final List<String> PRIVATE = List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
			"169.254.0.0/16", "fc00::/7", "fe80::/10");

	private static final List<String> ANY = List.of("0.0.0.0/0", "::/0");

	private final List<IpSubnetFilterRule> networks;

	private ClientNetworks(List<IpSubnetFilterRule> networks) {
		this.networks = List.copyOf(networks);
	}

	/**
	 * Reads a list of networks.
	 * @param networks addresses ({@code 192.0.2.1}), blocks of them ({@code 10.0.0.0/8}),
	 * or the words {@code loopback}, {@code private} and {@code any}
	 * @return the networks
	 * @throws IllegalArgumentException if one of them is none of these; the message is
	 * that one
	 */
	public static ClientNetworks of(List<String> networks) {
		List<IpSubnetFilterRule> rules = new ArrayList<>();
		for (String network : networks) {
			List<String> blocks = switch (network.strip()) {
				case "loopback" -> LOOPBACK;
				case "private" -> PRIVATE;
				case "any" -> ANY;
				default -> List.of(network.strip());
			};
			blocks.forEach((block) -> rules.add(rule(block)));
		}
		return new ClientNetworks(rules);
	}

	private static IpSubnetFilterRule rule(String block) {
		int slash = block.indexOf('/');
		String address = (slash < 0) ? block : block.substring(0, slash);
		byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
		int bits = (bytes != null) ? 8 * bytes.length : 0;
		String prefix = (slash < 0) ? String.valueOf(bits) : block.substring(slash + 1);
		if (bytes == null || !prefix.matches("\\d{1,3}") || Integer.parseInt(prefix) > bits) {
			throw new IllegalArgumentException(block);
		}
		return new IpSubnetFilterRule(address, Integer.parseInt(prefix), IpFilterRuleType.ACCEPT);
	}

	/**
	 * Whether a client is in one of the networks.
	 * @param client the client
	 * @return whether it is
	 */
	public boolean contains(InetAddress client) {
		InetSocketAddress address = new InetSocketAddress(client, 0);
		for (IpSubnetFilterRule network : this.networks) {
			if (network.matches(address)) {
				return true;
			}
		}
		return false;
	}

}
