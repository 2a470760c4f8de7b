package dev.torsion.cred.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.torsion.cred.throttle.ThrottleSettings;
import dev.torsion.net.proxy.TrustedPeers;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How those who guess are slowed down.
 *
 * @param enabled whether they are
 * @param firstPause pause after the first failure of an address, which doubles with each
 * further one
 * @param longestPause longest pause
 * @param forgetAfter how long after the last failure there is no pause any more
 * @param concurrent most logins of one address that are looked at at a time
 * @param waiting most logins of one address, and for one account, that wait; further ones
 * fail as temporary
 * @param accountFailures how many failures an account may have, from anywhere, before it
 * has pauses as well
 * @param remembered most addresses, and most accounts, that are remembered
 * @param trusted comma-separated list of addresses, or blocks such as '10.0.0.0/8', that
 * are never slowed down, such as that of a web mail
 */
public record ThrottleProperties(@DefaultValue("true") boolean enabled, @DefaultValue("2s") Duration firstPause,
		@DefaultValue("15s") Duration longestPause, @DefaultValue("10m") Duration forgetAfter,
		@DefaultValue("10") int concurrent, @DefaultValue("20") int waiting, @DefaultValue("10") int accountFailures,
		@DefaultValue("10000") int remembered, @DefaultValue List<String> trusted) {

	public ThrottleProperties {
		atLeastOne("concurrent", concurrent);
		atLeastOne("waiting", waiting);
		atLeastOne("remembered", remembered);
	}

	/** With none of them nobody could ever log in. */
	private static void atLeastOne(String leaf, int value) {
		if (value < 1) {
			throw new InvalidConfigurationPropertyValueException("network.cred.throttle." + leaf, value,
					"There has to be room for at least one.");
		}
	}

	ThrottleSettings settings() {
		return new ThrottleSettings(this.firstPause, this.longestPause, this.forgetAfter, this.concurrent, this.waiting,
				this.accountFailures, this.remembered, TrustedPeers.of("network.cred.throttle.trusted", this.trusted));
	}

}
