package dev.torsion.net.reactor;

import java.util.Map;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.DomainSocketChannel;
import io.netty.channel.unix.ServerDomainSocketChannel;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerDomainSocketChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;

/**
 * Linux's io_uring: asked for by name only, because kernels and containers often forbid
 * it.
 */
final class IoUringIo implements Io {

	@Override
	public IoHandlerFactory handlers() {
		return IoUringIoHandler.newFactory();
	}

	@Override
	public Map<Class<?>, Kind<?>> channels() {
		return Map.of(SocketChannel.class, new Kind<>(IoUringSocketChannel.class, IoUringSocketChannel::new),
				ServerSocketChannel.class,
				new Kind<>(IoUringServerSocketChannel.class, IoUringServerSocketChannel::new), DatagramChannel.class,
				new Kind<>(IoUringDatagramChannel.class, IoUringDatagramChannel::new), DomainSocketChannel.class,
				new Kind<>(IoUringDomainSocketChannel.class, IoUringDomainSocketChannel::new),
				ServerDomainSocketChannel.class,
				new Kind<>(IoUringServerDomainSocketChannel.class, IoUringServerDomainSocketChannel::new));
	}

}
