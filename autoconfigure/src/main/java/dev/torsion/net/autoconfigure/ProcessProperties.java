package dev.torsion.net.autoconfigure;

import java.time.Duration;

import dev.torsion.net.process.ProcessSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of child processes.
 *
 * @param max most child processes at a time, of all servers together
 * @param killGrace how long processes that were told to end may take before they are
 * killed
 * @param linger how long pipes may be silent that others still hold when a process has
 * ended, before they are closed and those others killed
 */
@ConfigurationProperties("network.processes")
public record ProcessProperties(@DefaultValue("256") int max, @DefaultValue("2s") Duration killGrace,
		@DefaultValue("1s") Duration linger) {

	ProcessSettings settings() {
		return new ProcessSettings(this.max, this.killGrace, this.linger);
	}

}
