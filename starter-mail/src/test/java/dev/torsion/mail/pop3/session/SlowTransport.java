package dev.torsion.mail.pop3.session;

import java.net.SocketAddress;
import java.security.cert.X509Certificate;

import dev.torsion.net.EventLoop;
import dev.torsion.net.Transport;
import dev.torsion.net.test.RecordingTransport;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/**
 * A client that takes what is short at once, and waits with what is not until it is told
 * to go on.
 */
final class SlowTransport implements Transport {

	private static final int SHORT = 1024;

	private final RecordingTransport transport;

	private final Sinks.Empty<Void> drained = Sinks.empty();

	private int written;

	SlowTransport(RecordingTransport transport) {
		this.transport = transport;
	}

	/** How much of what is not short was written. */
	int written() {
		return this.written;
	}

	void drain() {
		this.drained.tryEmitEmpty();
	}

	@Override
	public Mono<Void> write(ByteBuf bytes) {
		int length = bytes.readableBytes();
		bytes.release();
		if (length < SHORT) {
			return Mono.empty();
		}
		this.written += length;
		return this.drained.asMono();
	}

	@Override
	public Mono<Void> startTls() {
		return this.transport.startTls();
	}

	@Override
	public boolean canStartTls() {
		return this.transport.canStartTls();
	}

	@Override
	public void close() {
		this.transport.close();
	}

	@Override
	public boolean isSecure() {
		return this.transport.isSecure();
	}

	@Override
	public @Nullable X509Certificate peerCertificate() {
		return this.transport.peerCertificate();
	}

	@Override
	public byte @Nullable [] channelBinding(String type) {
		return this.transport.channelBinding(type);
	}

	@Override
	public void setContext(Context context) {
		this.transport.setContext(context);
	}

	@Override
	public SocketAddress peer() {
		return this.transport.peer();
	}

	@Override
	public SocketAddress local() {
		return this.transport.local();
	}

	@Override
	public EventLoop eventLoop() {
		return this.transport.eventLoop();
	}

}
