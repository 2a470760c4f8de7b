package dev.torsion.net;

import java.io.IOException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection has failed, if it has: counted and logged when it is known, and kept
 * for {@link Protocol#disconnected(Throwable)}. Used on the connection's event loop only.
 */
final class ConnectionFailure {

	private static final Log logger = LogFactory.getLog(ConnectionFailure.class);

	private final String name;

	private final Traffic traffic;

	private final Transport peer;

	private @Nullable Throwable cause;

	ConnectionFailure(String name, Traffic traffic, Transport peer) {
		this.name = name;
		this.traffic = traffic;
		this.peer = peer;
	}

	/** A step, or something in the pipeline, has failed. */
	void record(Throwable cause) {
		if (cause instanceof IdleTimeoutException) {
			record(ConnectionError.IDLE, cause);
		}
		else if (cause instanceof ProtocolException) {
			record(ConnectionError.PROTOCOL, cause);
		}
		else if (!(cause instanceof IOException)) {
			logger.error("Failed to talk to " + this.peer.peer() + " on " + this.name, cause);
			record(ConnectionError.INTERNAL, cause);
		}
		keep(cause);
	}

	void record(ConnectionError error, Throwable cause) {
		this.traffic.count(error);
		if (logger.isDebugEnabled()) {
			logger.debug(this.name + ": " + this.peer.peer() + ": " + cause);
		}
		keep(cause);
	}

	@Nullable Throwable cause() {
		return this.cause;
	}

	/** What fails first makes the rest fail, and is what one wants to know. */
	private void keep(Throwable cause) {
		if (this.cause == null) {
			this.cause = cause;
		}
	}

}
