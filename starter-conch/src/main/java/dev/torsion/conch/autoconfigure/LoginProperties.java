package dev.torsion.conch.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.torsion.conch.transport.ConnectionLimits;
import dev.torsion.conch.transport.startup.MaxStartups;
import dev.torsion.conch.transport.startup.Penalties;
import dev.torsion.conch.transport.startup.StartupLimits;
import dev.torsion.net.address.AddressRanges;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Properties of connections over which nobody has logged in yet, and of those that are
 * silent. Together with {@link ConchProperties}.
 *
 * @param keyExchangeTimeout how long identification and first key exchange may take
 * @param loginGraceTime how long it may take to log in, key exchange included
 * @param maxLoginSize how much a peer may send before it has logged in
 * @param keepAliveInterval after what silence a peer that has logged in is asked whether
 * it is there; 0 for never
 * @param keepAliveMax how often it is asked before it is taken for dead
 * @param maxStartups connections over which nobody has logged in yet: how many are never
 * refused, how many of a hundred further ones are, and how many there may be at most
 * @param maxStartupsPerAddress how many of them may come from one address
 * @param maxConnectionsPerSecond how many connections one address may make in a second; 0
 * for any number
 * @param penalties how long an address is refused for what came from it
 * @param exempt list of addresses that are neither penalised nor counted by themselves
 */
@ConfigurationProperties("network.conch")
public record LoginProperties(@DefaultValue("10s") Duration keyExchangeTimeout,
		@DefaultValue("30s") Duration loginGraceTime, @DefaultValue("1MB") DataSize maxLoginSize,
		@DefaultValue("60s") Duration keepAliveInterval, @DefaultValue("3") int keepAliveMax,
		@DefaultValue("10:30:100") String maxStartups, @DefaultValue("8") int maxStartupsPerAddress,
		@DefaultValue("10") int maxConnectionsPerSecond, @DefaultValue PenaltyProperties penalties,
		@DefaultValue("loopback") List<String> exempt) {

	ConnectionLimits limits() {
		return new ConnectionLimits(this.keyExchangeTimeout, this.loginGraceTime, this.maxLoginSize,
				this.keepAliveInterval, this.keepAliveMax);
	}

	StartupLimits startups() {
		return new StartupLimits(parsed(), this.maxStartupsPerAddress, this.maxConnectionsPerSecond,
				this.penalties.penalties(), AddressRanges.of("network.conch.exempt", this.exempt));
	}

	private MaxStartups parsed() {
		try {
			return MaxStartups.parse(this.maxStartups);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("network.conch.max-startups", this.maxStartups,
					ex.getMessage() + ".");
		}
	}

	/**
	 * Penalties, which add up.
	 *
	 * @param failed for a login that failed
	 * @param unknownAccount for one of an account that does not exist, where that is
	 * known
	 * @param notTried for a connection without an attempt to log in
	 * @param tooSlow for a login that took too long
	 * @param crashed for something on which the server failed
	 * @param refused for a login that was right but is not allowed
	 * @param min what they have to come to before the address is refused
	 * @param max what they come to at most
	 * @param maxAddresses of how many addresses they are kept
	 */
	public record PenaltyProperties(@DefaultValue("5s") Duration failed, @DefaultValue("5s") Duration unknownAccount,
			@DefaultValue("1s") Duration notTried, @DefaultValue("10s") Duration tooSlow,
			@DefaultValue("90s") Duration crashed, @DefaultValue("10s") Duration refused,
			@DefaultValue("15s") Duration min, @DefaultValue("10m") Duration max,
			@DefaultValue("65536") int maxAddresses) {

		Penalties penalties() {
			return new Penalties(this.failed, this.unknownAccount, this.notTried, this.tooSlow, this.crashed,
					this.refused, this.min, this.max, this.maxAddresses);
		}

	}

}
