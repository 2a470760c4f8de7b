package dev.torsion.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler;

/**
 * Where a connection gets its TLS from: the certificates of a listener, or the trust of a
 * client.
 */
@FunctionalInterface
interface TlsHandlers {

	/**
	 * A handler for the head of a pipeline.
	 * @param allocator where its buffers come from
	 * @return the handler
	 */
	ChannelHandler newHandler(ByteBufAllocator allocator);

	/**
	 * Puts the failure of a handshake into words.
	 * @param cause the failure
	 * @return the same, or one that says more
	 */
	default Throwable explain(Throwable cause) {
		return cause;
	}

}
