package dev.torsion.net;

import java.util.Locale;

/**
 * Why a connection was refused or ended before its protocol said so; the {@code kind} of
 * the meter {@code network.errors}.
 */
public enum ConnectionError {

	/** More connections than {@code max-connections}. */
	TOO_MANY_CONNECTIONS,

	/** More connections than {@code max-connections-per-address}. */
	TOO_MANY_FROM_ADDRESS,

	/** An outgoing connection could not be made. */
	CONNECT,

	/** The peer broke the protocol. */
	PROTOCOL,

	/** The protocol failed, which is our fault. */
	INTERNAL,

	/**
	 * A proxy did not say who the client is, or somebody who is no proxy of ours did.
	 */
	PROXY,

	/** The TLS handshake failed, or was not finished in time. */
	TLS,

	/** The peer was silent for longer than {@code idle-timeout}. */
	IDLE,

	/** The peer did not read what was written for it. */
	STALLED;

	private final String kind = name().toLowerCase(Locale.ROOT).replace('_', '-');

	/**
	 * The name as it appears in meters and in the {@code network} endpoint.
	 * @return the name in lower case with dashes
	 */
	public String kind() {
		return this.kind;
	}

}
