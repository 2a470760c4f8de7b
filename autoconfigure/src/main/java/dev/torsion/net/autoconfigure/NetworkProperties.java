package dev.torsion.net.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;

import dev.torsion.net.NetworkSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties that all servers share.
 *
 * @param address address that listeners bind to which name none themselves, the web
 * server aside
 * @param data folder of what servers keep; relative paths of state are below it
 * @param handshakeTimeout how long a TLS handshake may take
 * @param linger how long a connection that was closed may take to be closed by the peer
 * @param blocking threads for work that blocks, such as files, hashing and drivers
 * @param shutdown the end of the application
 */
@ConfigurationProperties("network")
public record NetworkProperties(@DefaultValue("localhost") String address, @DefaultValue("./data") Path data,
		@DefaultValue("10s") Duration handshakeTimeout, @DefaultValue("2s") Duration linger,
		@DefaultValue Blocking blocking, @DefaultValue Shutdown shutdown) {

	NetworkSettings settings() {
		return new NetworkSettings(this.address, this.shutdown.gracePeriod(), this.linger, this.handshakeTimeout);
	}

	/**
	 * Threads for work that blocks.
	 *
	 * @param threads most threads at a time; virtual ones with
	 * spring.threads.virtual.enabled on a Java that has them
	 * @param queue most tasks that wait for a thread; further ones fail
	 */
	public record Blocking(@DefaultValue("32") int threads, @DefaultValue("10000") int queue) {

	}

	/**
	 * The end of the application.
	 *
	 * @param gracePeriod how long connections may take to end by themselves
	 */
	public record Shutdown(@DefaultValue("20s") Duration gracePeriod) {

	}

}
