package dev.torsion.names.session.limit;

import java.time.Duration;

import dev.torsion.net.address.AddressRanges;

/**
 * How many responses a network gets.
 *
 * @param responsesPerSecond most responses of a kind a second, 1 to 100,000
 * @param window how long the responses count that a network would have got besides, 1 s
 * to 1 h
 * @param slip which of those that are too many are answered, truncated: 2 for every
 * second, 1 for each, 0 for none; at most 10
 * @param ipv4Prefix how many bits the addresses of a network have in common, 1 to 32
 * @param ipv6Prefix the same for IPv6, 1 to 64
 * @param maxNetworks about how many networks are remembered at a time, each with one kind
 * of response
 * @param exempt who is not limited
 */
public record RateLimits(int responsesPerSecond, Duration window, int slip, int ipv4Prefix, int ipv6Prefix,
		int maxNetworks, AddressRanges exempt) {

	public RateLimits {
		check("responses-per-second", responsesPerSecond, 1, 100_000);
		check("window", window.toSeconds(), 1, 3600);
		check("slip", slip, 0, 10);
		check("ipv4-prefix", ipv4Prefix, 1, 32);
		check("ipv6-prefix", ipv6Prefix, 1, 64);
		check("max-networks", maxNetworks, 1, 1 << 24);
	}

	private static void check(String name, long value, long min, long max) {
		if (value < min || value > max) {
			throw new IllegalArgumentException(name + " is " + value + ", not between " + min + " and " + max);
		}
	}

}
