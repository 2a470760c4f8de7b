package dev.torsion.net.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;

import dev.torsion.net.NetworkSettings;
import dev.torsion.net.reactor.EventLoops;
import dev.torsion.net.reactor.IoTransport;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Properties that all servers share.
 *
 * @param address address that listeners bind to which name none themselves, the web
 * server aside
 * @param data folder of what servers keep; relative paths of state are below it
 * @param handshakeTimeout how long a TLS handshake may take, and the header of a proxy
 * @param linger how long a connection that was closed may take to be closed by the peer
 * @param reactor event loops, shared by all servers and clients
 * @param blocking threads for work that blocks, such as files, hashing and drivers
 * @param shutdown the end of the application
 */
@ConfigurationProperties("network")
public record NetworkProperties(@DefaultValue("localhost") String address, @DefaultValue("./data") Path data,
		@DefaultValue("10s") Duration handshakeTimeout, @DefaultValue("2s") Duration linger,
		@DefaultValue Reactor reactor, @DefaultValue Blocking blocking, @DefaultValue Shutdown shutdown) {

	NetworkSettings settings() {
		return new NetworkSettings(this.address, this.shutdown.gracePeriod(), this.linger, this.handshakeTimeout);
	}

	/**
	 * Event loops.
	 *
	 * @param transport how they wait for the network: 'auto' is epoll on Linux, kqueue on
	 * macOS and NIO elsewhere; io_uring is taken only when it is named
	 * @param workers how many there are; as many as processors if not set
	 */
	public record Reactor(@DefaultValue("auto") IoTransport transport, @Nullable Integer workers) {

		public Reactor {
			if (workers != null && workers < 1) {
				throw new InvalidConfigurationPropertyValueException("network.reactor.workers", workers,
						"There has to be at least one event loop.");
			}
		}

		EventLoops loops() {
			return new EventLoops(this.transport,
					(this.workers != null) ? this.workers : Runtime.getRuntime().availableProcessors());
		}

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
