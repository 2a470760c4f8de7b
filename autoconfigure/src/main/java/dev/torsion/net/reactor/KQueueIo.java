package dev.torsion.net.reactor;

import java.util.Map;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.kqueue.KQueueDatagramChannel;
import io.netty.channel.kqueue.KQueueDomainSocketChannel;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerDomainSocketChannel;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.DomainSocketChannel;
import io.netty.channel.unix.ServerDomainSocketChannel;

/**
 * The kqueue of macOS and the BSDs.
 */
final class KQueueIo implements Io {

	@Override
	public IoHandlerFactory handlers() {
		return KQueueIoHandler.newFactory();
	}

	@Override
	public Map<Class<?>, Kind<?>> channels() {
		return Map.of(SocketChannel.class, new Kind<>(KQueueSocketChannel.class, KQueueSocketChannel::new),
				ServerSocketChannel.class, new Kind<>(KQueueServerSocketChannel.class, KQueueServerSocketChannel::new),
				DatagramChannel.class, new Kind<>(KQueueDatagramChannel.class, KQueueDatagramChannel::new),
				DomainSocketChannel.class, new Kind<>(KQueueDomainSocketChannel.class, KQueueDomainSocketChannel::new),
				ServerDomainSocketChannel.class,
				new Kind<>(KQueueServerDomainSocketChannel.class, KQueueServerDomainSocketChannel::new));
	}

}
