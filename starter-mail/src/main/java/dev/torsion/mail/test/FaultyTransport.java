package dev.torsion.mail.test;

import java.net.SocketAddress;
import java.security.cert.X509Certificate;

import dev.torsion.net.EventLoop;
import dev.torsion.net.Transport;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * A client, and what is known of it from the replies it gets. For its event loop.
 */
final class FaultyTransport implements Transport {

	private final Transport transport;

	private boolean inMessage;

	private boolean losing;

	private boolean closed;

	FaultyTransport(Transport transport) {
		this.transport = transport;
	}

	/** Whether what the client sends is a message, since 354 and up to its reply. */
	boolean isInMessage() {
		return this.inMessage;
	}

	/** Closes the connection in the place of the next reply. */
	void loseReply() {
		this.losing = true;
	}

	boolean isClosed() {
		return this.closed;
	}

	@Override
	public Mono<Void> write(ByteBuf bytes) {
		if (this.losing || this.closed) {
			bytes.release();
			close();
			return Mono.empty();
		}
		this.inMessage = bytes.readableBytes() > 2 && bytes.getByte(bytes.readerIndex()) == '3'
				&& bytes.getByte(bytes.readerIndex() + 1) == '5';
		return this.transport.write(bytes);
	}

	@Override
	public void close() {
		this.closed = true;
		this.transport.close();
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
