package dev.torsion.net.reactor;

import java.util.Map;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketChannel;
import io.netty.channel.unix.ServerDomainSocketChannel;

/**
 * Java's own selectors: everywhere.
 */
final class NioIo implements Io {

	@Override
	public IoHandlerFactory handlers() {
		return NioIoHandler.newFactory();
	}

	/** Those for unix sockets are not of the type asked for, but do the same. */
	@Override
	public Map<Class<?>, Kind<?>> channels() {
		return Map.of(SocketChannel.class, new Kind<>(NioSocketChannel.class, NioSocketChannel::new),
				ServerSocketChannel.class, new Kind<>(NioServerSocketChannel.class, NioServerSocketChannel::new),
				DatagramChannel.class, new Kind<>(NioDatagramChannel.class, NioDatagramChannel::new),
				DomainSocketChannel.class, new Kind<>(NioDomainSocketChannel.class, NioDomainSocketChannel::new),
				ServerDomainSocketChannel.class,
				new Kind<>(NioServerDomainSocketChannel.class, NioServerDomainSocketChannel::new));
	}

}
