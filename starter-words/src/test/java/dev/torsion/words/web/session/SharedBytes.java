package dev.torsion.words.web.session;

import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.net.EventLoop;
import dev.torsion.net.Transport;
import dev.torsion.net.test.RecordingTransport;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * A peer that keeps the buffers that it is told in.
 */
final class SharedBytes implements Transport {

	private final RecordingTransport delegate = new RecordingTransport();

	private final List<ByteBuf> written = new ArrayList<>();

	List<ByteBuf> written() {
		return this.written;
	}

	@Override
	public Mono<Void> write(ByteBuf bytes) {
		this.written.add(bytes);
		return Mono.empty();
	}

	@Override
	public Mono<Void> startTls() {
		return this.delegate.startTls();
	}

	@Override
	public boolean canStartTls() {
		return false;
	}

	@Override
	public void close() {
		this.delegate.close();
	}

	@Override
	public boolean isSecure() {
		return false;
	}

	@Override
	public @Nullable X509Certificate peerCertificate() {
		return null;
	}

	@Override
	public byte @Nullable [] channelBinding(String type) {
		return null;
	}

	@Override
	public void setContext(Context context) {
		this.delegate.setContext(context);
	}

	@Override
	public SocketAddress peer() {
		return this.delegate.peer();
	}

	@Override
	public SocketAddress local() {
		return this.delegate.local();
	}

	@Override
	public EventLoop eventLoop() {
		return this.delegate.eventLoop();
	}

}
