package dev.torsion.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.unix.ServerDomainSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A listener for streams: the one lifecycle behind every TCP server. Declare it as a
 * bean, made by {@link NetworkServers#stream}, and it has limits, TLS, an idle timeout,
 * metrics, health, {@code local.network.<name>.port} and a goodbye at shutdown.
 */
public final class NetworkServer extends PortListener {

	private static final int BACKLOG = 1024;

	private final Consumer<Channel> initializer;

	private final ConnectionGate gate;

	private final Doorman host = new Doorman();

	private volatile @Nullable Channel bound;

	NetworkServer(String name, Listener listener, NetworkRuntime runtime, ProtocolFactory protocols) {
		super(name, listener, runtime);
		this.gate = gate(listener, runtime);
		ConnectionSettings settings = new ConnectionSettings(name, listener, protocols, runtime.settings().linger());
		this.initializer = (channel) -> channel.pipeline()
			.addLast(new ConnectionHandler(channel, settings, runtime.eventLoop(channel.eventLoop()),
					this.gate.traffic()));
	}

	NetworkServer(String name, Listener listener, NetworkRuntime runtime, Consumer<Channel> initializer) {
		super(name, listener, runtime);
		this.gate = gate(listener, runtime);
		this.initializer = initializer;
	}

	@Override
	public Traffic traffic() {
		return this.gate.traffic();
	}

	@Override
	public Collection<Connection> connections() {
		return this.gate.connections();
	}

	private static ConnectionGate gate(Listener listener, NetworkRuntime runtime) {
		return new ConnectionGate(new Admission(listener.maxConnections(), listener.maxConnectionsPerAddress(),
				listener.proxies(), runtime.settings().handshakeTimeout(), listener.unixSocket()));
	}

	@Override
	SocketAddress bind(SocketAddress address) throws Exception {
		EventLoopGroup acceptors = runtime().acceptors();
		Class<? extends ServerChannel> type = (address instanceof InetSocketAddress) ? ServerSocketChannel.class
				: ServerDomainSocketChannel.class;
		ServerBootstrap bootstrap = new ServerBootstrap().group(acceptors, runtime().workers())
			.channelFactory(() -> runtime().channel(type, acceptors))
			.option(ChannelOption.SO_BACKLOG, BACKLOG)
			.childOption(ChannelOption.AUTO_READ, false)
			.childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
			.childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(2))
			.childHandler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel connection) {
					NetworkServer.this.gate.receive(connection, NetworkServer.this.host);
				}

			});
		if (address instanceof InetSocketAddress) {
			bootstrap.option(ChannelOption.SO_REUSEADDR, true).childOption(ChannelOption.TCP_NODELAY, true);
		}
		Channel channel = bootstrap.bind(address).sync().channel();
		this.bound = channel;
		return channel.localAddress();
	}

	@Override
	CompletableFuture<Void> unbind() {
		Channel channel = this.bound;
		CompletableFuture<Void> unbound = new CompletableFuture<>();
		if (channel != null) {
			channel.close().addListener((done) -> unbound.complete(null));
		}
		else {
			unbound.complete(null);
		}
		return unbound.thenCompose((nothing) -> Goodbye.to(connections(), runtime().settings().gracePeriod()));
	}

	/** Sets up the pipelines of those who are let in, and tells the others. */
	private final class Doorman implements ConnectionGate.Host {

		@Override
		public void admitted(Connection connection) {
			Channel channel = connection.channel();
			TlsContext tls = listener().tls();
			if (tls != null && listener().implicitTls()) {
				channel.pipeline().addLast(tls.newHandler(channel.alloc()));
			}
			NetworkServer.this.initializer.accept(channel);
		}

		@Override
		public void refused(Channel channel, ConnectionError limit) {
			String words = listener().implicitTls() ? "" : listener().refusal();
			channel.eventLoop()
				.execute(() -> channel.writeAndFlush(Unpooled.wrappedBuffer(words.getBytes(StandardCharsets.UTF_8)))
					.addListener(ChannelFutureListener.CLOSE));
		}

	}

}
