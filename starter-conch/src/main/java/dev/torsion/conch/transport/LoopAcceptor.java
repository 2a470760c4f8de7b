package dev.torsion.conch.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoHandler;

/**
 * Listens on ports that peers want to be forwarded. Binding waits, so it is not for event
 * loops; everything that peers ask for happens on the scheduler of their connection.
 */
final class LoopAcceptor extends LoopService implements IoAcceptor {

	private static final int BACKLOG = 128;

	private static final long TIMEOUT_SECONDS = 10;

	private final Supplier<ServerBootstrap> bootstraps;

	private final SessionSettings settings;

	private final Map<SocketAddress, Channel> bound = new ConcurrentHashMap<>();

	/**
	 * Creates an acceptor.
	 * @param handler speaks over the connections
	 * @param most how many there may be at a time
	 * @param bootstraps of channels on the loops
	 * @param settings what sessions run on
	 */
	LoopAcceptor(IoHandler handler, int most, Supplier<ServerBootstrap> bootstraps, SessionSettings settings) {
		super(handler, most);
		this.bootstraps = bootstraps;
		this.settings = settings;
	}

	@Override
	public void bind(Collection<? extends SocketAddress> addresses) throws IOException {
		for (SocketAddress address : addresses) {
			bind(address);
		}
	}

	@Override
	public void bind(SocketAddress address) throws IOException {
		ChannelFuture binding = bootstrap().bind(address);
		if (!binding.awaitUninterruptibly(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
			binding.addListener((late) -> binding.channel().close());
			throw new IOException("It takes too long to listen on " + address);
		}
		if (!binding.isSuccess()) {
			throw new IOException("Cannot listen on " + address + ": " + binding.cause().getMessage(), binding.cause());
		}
		this.bound.put(binding.channel().localAddress(), binding.channel());
		if (isClosing()) {
			unbind();
		}
	}

	private ServerBootstrap bootstrap() {
		return this.bootstraps.get()
			.option(ChannelOption.SO_BACKLOG, BACKLOG)
			.option(ChannelOption.SO_REUSEADDR, true)
			.childOption(ChannelOption.AUTO_READ, false)
			.childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(2))
			.childHandler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline().addLast(new SessionHandler(LoopAcceptor.this::open, SessionHandler.Guard.NONE));
				}

			});
	}

	private ChannelSession open(Channel channel) {
		SocketAddress accepted = channel.parent().localAddress();
		ChannelSession session = new ChannelSession(channel, this,
				new ChannelSession.Endpoints(channel.localAddress(), channel.remoteAddress(), accepted), this.settings);
		session.open(() -> {
		});
		return session;
	}

	@Override
	public void unbind(Collection<? extends SocketAddress> addresses) {
		addresses.forEach(this::unbind);
	}

	@Override
	public void unbind(SocketAddress address) {
		Channel channel = this.bound.remove(address);
		if (channel != null) {
			channel.close().awaitUninterruptibly(TIMEOUT_SECONDS, TimeUnit.SECONDS);
		}
	}

	@Override
	public void unbind() {
		unbind(List.copyOf(this.bound.keySet()));
	}

	@Override
	public Set<SocketAddress> getBoundAddresses() {
		return new HashSet<>(this.bound.keySet());
	}

	@Override
	protected void preClose() {
		unbind();
		super.preClose();
	}

}
