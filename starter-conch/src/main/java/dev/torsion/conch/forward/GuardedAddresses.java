package dev.torsion.conch.forward;

import java.net.InetAddress;
import java.util.List;

import dev.torsion.net.address.AddressRanges;

/**
 * Addresses that nobody is let to by a rule for just any host: of this machine, its
 * networks and its cloud (169.254.169.254), and those that are no single host's. RFC
 * 6890.
 */
final class GuardedAddresses {

	private static final AddressRanges RANGES = AddressRanges.of("the guarded addresses",
			List.of("loopback", "private", "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "224.0.0.0/3",
					"::/96", "64:ff9b:1::/48", "2002::/16", "fec0::/10", "ff00::/8"));

	private GuardedAddresses() {
	}

	static boolean contain(InetAddress address) {
		return RANGES.contains(address) || address.isAnyLocalAddress() || address.isMulticastAddress();
	}

}
