package dev.torsion.net;

/**
 * How far a connection is.
 */
enum ConnectionState {

	/** Before the conversation: in the handshake of implicit TLS. */
	OPENING,

	/** In conversation. */
	OPEN,

	/** Closed by us: what was written leaves, what arrives is dropped. */
	CLOSING,

	/** Disconnected. */
	CLOSED

}
