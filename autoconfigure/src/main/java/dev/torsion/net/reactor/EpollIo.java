package dev.torsion.net.reactor;

import java.util.Map;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.DomainSocketChannel;
import io.netty.channel.unix.ServerDomainSocketChannel;

/**
 * Linux's epoll: the default there.
 */
final class EpollIo implements Io {

	@Override
	public IoHandlerFactory handlers() {
		return EpollIoHandler.newFactory();
	}

	@Override
	public Map<Class<?>, Kind<?>> channels() {
		return Map.of(SocketChannel.class, new Kind<>(EpollSocketChannel.class, EpollSocketChannel::new),
				ServerSocketChannel.class, new Kind<>(EpollServerSocketChannel.class, EpollServerSocketChannel::new),
				DatagramChannel.class, new Kind<>(EpollDatagramChannel.class, EpollDatagramChannel::new),
				DomainSocketChannel.class, new Kind<>(EpollDomainSocketChannel.class, EpollDomainSocketChannel::new),
				ServerDomainSocketChannel.class,
				new Kind<>(EpollServerDomainSocketChannel.class, EpollServerDomainSocketChannel::new));
	}

}
