package dev.torsion.conch.client;

import java.time.Duration;

/**
 * What connections to all targets have in common.
 *
 * @param maxConnections how many connections there may be to one target
 * @param maxChannels how many commands, tunnels and the like one connection is shared by;
 * OpenSSH's server lets 10
 * @param maxPending how many may wait for a connection to a target
 * @param acquireTimeout how long they wait
 * @param idleTimeout how long a connection that nobody uses is kept
 * @param keepAlive how often a server is asked whether it is still there; it is given up
 * after three questions without an answer
 * @param connectTimeout how long the look-up of a name, each address and the login may
 * take
 */
public record SshClientSettings(int maxConnections, int maxChannels, int maxPending, Duration acquireTimeout,
		Duration idleTimeout, Duration keepAlive, Duration connectTimeout) {

	/**
	 * 4 connections of 8 channels, 256 waiting for 30 seconds, 5 minutes idle, asked each
	 * 30 seconds, 10 seconds to connect.
	 */
	public static final SshClientSettings DEFAULTS = new SshClientSettings(4, 8, 256, Duration.ofSeconds(30),
			Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofSeconds(10));

}
