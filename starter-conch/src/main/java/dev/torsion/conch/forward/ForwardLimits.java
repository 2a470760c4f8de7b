package dev.torsion.conch.forward;

import java.time.Duration;

/**
 * How much may be forwarded.
 *
 * @param listeners how many ports may be listened on for a connection of a client
 * @param connections how many forwarded connections there may be at a time over one
 * connection of a client
 * @param connectTimeout how long the look-up of a name may take, and then each of its
 * addresses to accept the connection
 */
public record ForwardLimits(int listeners, int connections, Duration connectTimeout) {

	/**
	 * 10 listeners, 100 connections, 10 seconds.
	 */
	public static final ForwardLimits DEFAULTS = new ForwardLimits(10, 100, Duration.ofSeconds(10));

}
