package dev.torsion.net;

import java.net.SocketAddress;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * One connection, accepted or made, as operators see it: counts its bytes at the very
 * head of the pipeline, before TLS.
 */
public final class Connection extends ChannelDuplexHandler {

	/**
	 * Fired through the pipeline when the application leaves: the handlers say goodbye,
	 * and close the channel.
	 */
	public static final Object LEAVING = new Object();

	private final Channel channel;

	private final Traffic traffic;

	private final Instant since = Instant.now();

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	private volatile long bytesReceived;

	private volatile long bytesSent;

	private @Nullable Object countedFor;

	Connection(Channel channel, Traffic traffic) {
		this.channel = channel;
		this.traffic = traffic;
	}

	/**
	 * The address of the peer: of the client, if a trusted proxy has said who that is.
	 * @return the address
	 */
	public SocketAddress peer() {
		return Peer.of(this.channel).address();
	}

	/**
	 * When the connection was accepted, or made.
	 * @return the time
	 */
	public Instant since() {
		return this.since;
	}

	/**
	 * How many bytes were received, as they were on the wire.
	 * @return the number of bytes
	 */
	public long bytesReceived() {
		return this.bytesReceived;
	}

	/**
	 * How many bytes were handed to the network, as they are on the wire.
	 * @return the number of bytes
	 */
	public long bytesSent() {
		return this.bytesSent;
	}

	/**
	 * Whether the connection is inside TLS.
	 * @return whether it is
	 */
	public boolean isSecure() {
		return this.channel.pipeline().get(SslHandler.class) != null;
	}

	/** Completes when the connection is over and every handler has been told. */
	CompletableFuture<Void> ended() {
		return this.ended;
	}

	/** The address whose number of connections this one is part of, if any. */
	@Nullable Object countedFor() {
		return this.countedFor;
	}

	void countedFor(@Nullable Object address) {
		this.countedFor = address;
	}

	/**
	 * The channel, for those who set up its pipeline.
	 * @return the channel
	 */
	public Channel channel() {
		return this.channel;
	}

	/**
	 * Counts an error, for those who set up the pipeline.
	 * @param error why the connection was refused or is ended
	 */
	public void count(ConnectionError error) {
		this.traffic.count(error);
	}

	@Override
	public void channelUnregistered(ChannelHandlerContext context) {
		context.fireChannelUnregistered();
		this.ended.complete(null);
	}

	@Override
	@SuppressWarnings("NonAtomicOperationOnVolatileField") // only the event loop writes
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof ByteBuf bytes) {
			this.bytesReceived += bytes.readableBytes();
			this.traffic.countReceived(bytes.readableBytes());
		}
		context.fireChannelRead(message);
	}

	@Override
	@SuppressWarnings("NonAtomicOperationOnVolatileField") // only the event loop writes
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		long size = size(message);
		this.bytesSent += size;
		this.traffic.countSent(size);
		context.write(message, promise);
	}

	private static long size(Object message) {
		if (message instanceof ByteBuf bytes) {
			return bytes.readableBytes();
		}
		if (message instanceof FileRegion region) {
			return region.count();
		}
		return (message instanceof ByteBufHolder holder) ? holder.content().readableBytes() : 0;
	}

}
