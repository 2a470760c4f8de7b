package dev.torsion.net;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * Closes a connection so that the last words reach the peer: they are sent, then the end
 * of our side is, and then the peer has some time to close its own. To close at once
 * while it still sends would make TCP throw away, at the peer's side, what it has not yet
 * read (RFC 9112 section 9.6 tells the story). Until then what the peer sends is to be
 * read and dropped.
 */
final class LingeringClose {

	private LingeringClose() {
	}

	static void begin(Channel channel, boolean inputEnded, Duration linger) {
		channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((written) -> {
			if (inputEnded || !channel.isActive() || linger.isZero()) {
				channel.close();
				return;
			}
			shutdownOutput(channel);
			channel.read();
			channel.eventLoop().schedule(() -> channel.close(), linger.toMillis(), TimeUnit.MILLISECONDS);
		});
	}

	private static void shutdownOutput(Channel channel) {
		SslHandler tls = channel.pipeline().get(SslHandler.class);
		if (tls != null) {
			tls.closeOutbound();
		}
		if (channel instanceof DuplexChannel duplex) {
			duplex.shutdownOutput();
		}
	}

}
