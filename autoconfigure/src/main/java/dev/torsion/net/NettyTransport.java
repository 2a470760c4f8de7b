package dev.torsion.net;

import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.SSLPeerUnverifiedException;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/**
 * The peer at the other end of a Netty channel: the writing half of a
 * {@link ConnectionHandler}. Its fields belong to the event loop, those that are volatile
 * aside.
 */
final class NettyTransport implements Transport {

	private static final Mono<Void> CLOSED = Mono.error(new ClosedChannelException());

	private static final int FLUSH_AT = 32 * 1024;

	private final Channel channel;

	private final ConnectionHandler handler;

	private final EventLoop eventLoop;

	private final long queueLimit;

	private final AtomicLong hopping = new AtomicLong();

	private Sinks.@Nullable Empty<Void> writable;

	private int unflushed;

	private boolean flushScheduled;

	NettyTransport(Channel channel, ConnectionHandler handler, EventLoop eventLoop, long queueLimit) {
		this.channel = channel;
		this.handler = handler;
		this.eventLoop = eventLoop;
		this.queueLimit = queueLimit;
	}

	@Override
	public Mono<Void> write(ByteBuf bytes) {
		if (this.channel.eventLoop().inEventLoop()) {
			return writeNow(bytes);
		}
		int size = bytes.readableBytes();
		if (this.hopping.addAndGet(size) > this.queueLimit + size) {
			this.hopping.addAndGet(-size);
			bytes.release();
			this.channel.eventLoop().execute(this.handler::stalled);
			return CLOSED;
		}
		Sinks.Empty<Void> written = Sinks.empty();
		this.channel.eventLoop().execute(() -> {
			this.hopping.addAndGet(-size);
			writeNow(bytes).subscribe(null, written::tryEmitError, written::tryEmitEmpty);
		});
		return written.asMono();
	}

	private Mono<Void> writeNow(ByteBuf bytes) {
		if (!this.handler.isOpen()) {
			bytes.release();
			return CLOSED;
		}
		if (pending() > this.queueLimit) {
			bytes.release();
			this.handler.stalled();
			return CLOSED;
		}
		this.unflushed += bytes.readableBytes();
		this.channel.write(bytes, this.channel.voidPromise());
		if (this.unflushed >= FLUSH_AT) {
			flush();
		}
		else if (!this.handler.flushesSoon() && !this.flushScheduled) {
			this.flushScheduled = true;
			this.channel.eventLoop().execute(this::flush);
		}
		return this.channel.isWritable() ? Mono.empty() : whenWritable();
	}

	void flush() {
		this.flushScheduled = false;
		if (this.unflushed > 0) {
			this.unflushed = 0;
			this.channel.flush();
		}
	}

	/** The peer has taken something, or is gone: in both cases nobody needs to wait. */
	void writabilityChanged() {
		Sinks.Empty<Void> waiting = this.writable;
		if (waiting != null && (this.channel.isWritable() || !this.channel.isActive())) {
			this.writable = null;
			waiting.tryEmitEmpty();
		}
	}

	private Mono<Void> whenWritable() {
		if (this.writable == null) {
			this.writable = Sinks.empty();
		}
		return this.writable.asMono();
	}

	private long pending() {
		ChannelOutboundBuffer buffer = this.channel.unsafe().outboundBuffer();
		return (buffer != null) ? buffer.totalPendingWriteBytes() : 0;
	}

	@Override
	public Mono<Void> startTls() {
		Sinks.Empty<Void> secured = Sinks.empty();
		onLoop(() -> this.handler.startTls(secured));
		return secured.asMono();
	}

	@Override
	public boolean canStartTls() {
		return this.handler.tls().canStart();
	}

	@Override
	public void close() {
		onLoop(this.handler::close);
	}

	private void onLoop(Runnable task) {
		if (this.channel.eventLoop().inEventLoop()) {
			task.run();
		}
		else {
			this.channel.eventLoop().execute(task);
		}
	}

	@Override
	public boolean isSecure() {
		return this.handler.tls().isSecure();
	}

	@Override
	public @Nullable X509Certificate peerCertificate() {
		SslHandler ssl = this.channel.pipeline().get(SslHandler.class);
		try {
			return (ssl != null && ssl.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate first)
					? first : null;
		}
		catch (SSLPeerUnverifiedException ex) {
			return null;
		}
	}

	@Override
	public byte @Nullable [] channelBinding(String type) {
		SslHandler ssl = this.channel.pipeline().get(SslHandler.class);
		return (ssl != null && type.equals(ServerEndPoint.TYPE)) ? ServerEndPoint.of(ssl.engine()) : null;
	}

	@Override
	public void setContext(Context context) {
		this.handler.setContext(context);
	}

	@Override
	public boolean isPrivate() {
		return isSecure() || Peer.of(this.channel).isLocal();
	}

	@Override
	public SocketAddress peer() {
		return Peer.of(this.channel).address();
	}

	@Override
	public SocketAddress local() {
		return this.channel.localAddress();
	}

	@Override
	public EventLoop eventLoop() {
		return this.eventLoop;
	}

}
