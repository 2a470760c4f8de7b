package dev.torsion.net;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * What a connection is made with, whichever side has opened it.
 *
 * @param name the name of the listener or client
 * @param protocols opens the conversation
 * @param tls its TLS, {@code null} for none
 * @param implicitTls whether TLS begins with the first byte
 * @param idleTimeout how long the peer may neither send nor take anything
 * @param sendQueueLimit how much may be waiting for a peer that does not read
 * @param linger how long a connection that we have closed may take to be closed by the
 * peer
 */
record ConnectionSettings(String name, ProtocolFactory protocols, @Nullable TlsHandlers tls, boolean implicitTls,
		Duration idleTimeout, DataSize sendQueueLimit, Duration linger) {

	ConnectionSettings(String name, Listener listener, ProtocolFactory protocols, Duration linger) {
		this(name, protocols, handlers(listener.tls()), listener.implicitTls(), listener.idleTimeout(),
				listener.sendQueueLimit(), linger);
	}

	private static @Nullable TlsHandlers handlers(@Nullable TlsContext tls) {
		return (tls != null) ? tls::newHandler : null;
	}

}
