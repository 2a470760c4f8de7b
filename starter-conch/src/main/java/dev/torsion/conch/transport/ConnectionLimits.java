package dev.torsion.conch.transport;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * Limits of a connection of a server.
 *
 * @param keyExchangeTimeout how long identification and first key exchange may take
 * @param loginGraceTime how long it may take to log in, key exchange included
 * @param maxLoginBytes how much a peer may send before it has logged in
 * @param keepAliveInterval after what silence a peer that has logged in is asked whether
 * it is there; zero for never
 * @param keepAliveMax how often it is asked before it is taken for dead
 */
public record ConnectionLimits(Duration keyExchangeTimeout, Duration loginGraceTime, DataSize maxLoginBytes,
		Duration keepAliveInterval, int keepAliveMax) {

	/**
	 * 10 seconds for the first keys, 30 to log in with no more than 1 MiB; dead peers are
	 * noticed after three minutes.
	 */
	public static final ConnectionLimits DEFAULTS = new ConnectionLimits(Duration.ofSeconds(10), Duration.ofSeconds(30),
			DataSize.ofMegabytes(1), Duration.ofSeconds(60), 3);

}
