package dev.torsion.conch.forward;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

import dev.torsion.net.address.AddressRanges;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Hosts and ports that a rule names.
 *
 * @param host the name of a host in lower case, an address, a block of addresses, or
 * {@code *}
 * @param addresses the addresses, {@code null} unless it is some
 * @param ports the ports
 */
record Place(String host, @Nullable AddressRanges addresses, PortRange ports) {

	private static final String ANYWHERE = "*";

	static Place parse(String property, String text) {
		int colon = text.lastIndexOf(':');
		String host = host((colon < 0) ? "" : text.substring(0, colon));
		if (host.isBlank() || host.contains(" ")) {
			throw new FailureAnalyzedException("'" + text + "' in " + property + " is no host and port.",
					"Write a name, an address or a block of them ('[2001:db8::]/32' in brackets), or '*', "
							+ "and after a colon ports: 'db.internal:5432', '10.0.0.0/8:8000-8999', '*:443'.");
		}
		PortRange ports = PortRange.parse(property, text.substring(colon + 1));
		return new Place(host, addresses(property, host), ports);
	}

	/** All there are is no more of a name than {@code *} is. */
	private static String host(String text) {
		String host = normalized(text.replace("[", "").replace("]", "").strip());
		return host.endsWith("/0") ? ANYWHERE : host;
	}

	private static @Nullable AddressRanges addresses(String property, String host) {
		boolean some = host.indexOf('/') >= 0 || isAddress(host);
		return some ? AddressRanges.of(property, List.of(host)) : null;
	}

	/** Names as they are compared: RFC 4343, and without the dot of the root. */
	static String normalized(String host) {
		String lower = host.toLowerCase(Locale.ROOT);
		return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
	}

	static boolean isAddress(String host) {
		return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
	}

	boolean isAnywhere() {
		return this.host.equals(ANYWHERE);
	}

	/** Whether it may turn out to be this place once the name has been looked up. */
	boolean mayBe(String host) {
		return isAnywhere() || this.addresses != null || this.host.equals(host);
	}

	/** Whether it was had in mind when the rule was written. */
	boolean names(String host, InetAddress address) {
		return (this.addresses != null) ? this.addresses.contains(address) : this.host.equals(host);
	}

}
