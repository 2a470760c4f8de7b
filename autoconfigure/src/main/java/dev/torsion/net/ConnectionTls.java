package dev.torsion.net;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Sinks;

/**
 * How far one connection is with TLS. Changed on its event loop only.
 */
final class ConnectionTls {

	private final Channel channel;

	private final @Nullable TlsHandlers handlers;

	private final boolean implicit;

	private volatile Sinks.@Nullable Empty<Void> starting;

	private volatile boolean secure;

	ConnectionTls(Channel channel, ConnectionSettings settings) {
		this.channel = channel;
		this.handlers = settings.tls();
		this.implicit = settings.implicitTls();
	}

	boolean isImplicit() {
		return this.implicit;
	}

	boolean isSecure() {
		return this.secure;
	}

	boolean canStart() {
		return this.handlers != null && !this.implicit && this.starting == null;
	}

	/** Whether a handshake has begun and not yet succeeded. */
	boolean isHandshaking() {
		return !this.secure && (this.implicit || this.starting != null);
	}

	void start(TlsHandlers handlers, Sinks.Empty<Void> secured) {
		this.starting = secured;
		this.channel.pipeline().addAfter(ConnectionGate.HANDLER, null, handlers.newHandler(this.channel.alloc()));
		this.channel.read();
	}

	@Nullable TlsHandlers handlers() {
		return this.handlers;
	}

	void handshakeSucceeded() {
		this.secure = true;
		Sinks.Empty<Void> waiting = this.starting;
		if (waiting != null) {
			waiting.tryEmitEmpty();
		}
	}

	Throwable explain(Throwable cause) {
		return (this.handlers != null) ? this.handlers.explain(cause) : cause;
	}

	void handshakeFailed(Throwable cause) {
		Sinks.Empty<Void> waiting = this.starting;
		if (waiting != null) {
			waiting.tryEmitError(cause);
		}
	}

}
