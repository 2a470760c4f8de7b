package dev.torsion.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * The connection under a request to the application's web server, for protocols that go
 * on over it when the request has been answered.
 */
public final class HttpConnection {

	private final Channel channel;

	private final EventLoop eventLoop;

	HttpConnection(Channel channel, EventLoop eventLoop) {
		this.channel = channel;
		this.eventLoop = eventLoop;
	}

	/**
	 * The event loop of the connection.
	 * @return the event loop
	 */
	public EventLoop eventLoop() {
		return this.eventLoop;
	}

	/**
	 * How much was written to it that the peer's machine has not taken yet. To be called
	 * on its event loop.
	 * @return the number of bytes
	 */
	public long pending() {
		ChannelOutboundBuffer buffer = this.channel.unsafe().outboundBuffer();
		return (buffer != null) ? buffer.totalPendingWriteBytes() : 0;
	}

	/**
	 * Ends it at once, whatever is still to be sent.
	 */
	public void abort() {
		this.channel.close();
	}

}
