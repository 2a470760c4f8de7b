package dev.torsion.names.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.torsion.names.session.limit.RateLimits;
import dev.torsion.net.address.AddressRanges;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Properties of the limit of responses over UDP.
 *
 * @param enabled whether responses are limited
 * @param responsesPerSecond most responses of a kind that a network gets a second
 * @param window how long the responses count that a network would have got besides
 * @param slip which of those that are too many are answered, truncated: 2 for every
 * second, 1 for each, 0 for none
 * @param ipv4Prefix how many bits the addresses of a network have in common
 * @param ipv6Prefix how many bits the IPv6 addresses of a network have in common
 * @param maxNetworks how many networks are remembered at a time
 * @param exempt comma-separated list of clients that are not limited: addresses, blocks,
 * or the words 'loopback', 'private' and 'any'
 */
@ConfigurationProperties("network.names.rate-limit")
public record RateLimitProperties(@DefaultValue("true") boolean enabled, @DefaultValue("200") int responsesPerSecond,
		@DefaultValue("15s") Duration window, @DefaultValue("2") int slip, @DefaultValue("24") int ipv4Prefix,
		@DefaultValue("56") int ipv6Prefix, @DefaultValue("100000") int maxNetworks,
		@DefaultValue("loopback") List<String> exempt) {

	RateLimits limits() {
		AddressRanges ranges = AddressRanges.of("network.names.rate-limit.exempt", this.exempt);
		try {
			return new RateLimits(this.responsesPerSecond, this.window, this.slip, this.ipv4Prefix, this.ipv6Prefix,
					this.maxNetworks, ranges);
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException("In network.names.rate-limit, " + ex.getMessage() + ".",
					"Set another value there.", ex);
		}
	}

}
