package dev.torsion.net;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Sinks;

/**
 * How far one connection is with TLS. Changed on its event loop only.
 */
final class ConnectionTls {

	private final Channel channel;

	private final @Nullable TlsContext context;

	private final boolean implicit;

	private volatile Sinks.@Nullable Empty<Void> starting;

	private volatile boolean secure;

	ConnectionTls(Channel channel, Listener listener) {
		this.channel = channel;
		this.context = listener.tls();
		this.implicit = listener.implicitTls();
	}

	boolean isImplicit() {
		return this.implicit;
	}

	boolean isSecure() {
		return this.secure;
	}

	boolean canStart() {
		return this.context != null && !this.implicit && this.starting == null;
	}

	void start(TlsContext context, Sinks.Empty<Void> secured) {
		this.starting = secured;
		this.channel.pipeline().addAfter(ConnectionGate.HANDLER, null, context.newHandler(this.channel.alloc()));
		this.channel.read();
	}

	@Nullable TlsContext context() {
		return this.context;
	}

	void handshakeSucceeded() {
		this.secure = true;
		Sinks.Empty<Void> waiting = this.starting;
		if (waiting != null) {
			waiting.tryEmitEmpty();
		}
	}

}
