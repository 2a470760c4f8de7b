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
import io.netty.channel.socket.ServerSocketChannel;
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

	private volatile @Nullable Channel bound;

	NetworkServer(String name, Listener listener, NetworkRuntime runtime, ProtocolFactory protocols) {
		super(name, listener, runtime);
		this.gate = new ConnectionGate(listener.maxConnections(), listener.maxConnectionsPerAddress());
		ConnectionSettings settings = new ConnectionSettings(name, listener, protocols, runtime.settings().linger());
		this.initializer = (channel) -> channel.pipeline()
			.addLast(new ConnectionHandler(channel, settings, runtime.eventLoop(channel.eventLoop()),
					this.gate.traffic()));
	}

	NetworkServer(String name, Listener listener, NetworkRuntime runtime, Consumer<Channel> initializer) {
		super(name, listener, runtime);
		this.gate = new ConnectionGate(listener.maxConnections(), listener.maxConnectionsPerAddress());
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

	@Override
	SocketAddress bind(InetSocketAddress address) throws Exception {
		EventLoopGroup acceptors = runtime().acceptors();
		Channel channel = new ServerBootstrap().group(acceptors, runtime().workers())
			.channelFactory(() -> runtime().channel(ServerSocketChannel.class, acceptors))
			.option(ChannelOption.SO_REUSEADDR, true)
			.option(ChannelOption.SO_BACKLOG, BACKLOG)
			.childOption(ChannelOption.AUTO_READ, false)
			.childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(2))
			.childHandler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel connection) {
					accept(connection);
				}

			})
			.bind(address)
			.sync()
			.channel();
		this.bound = channel;
		return channel.localAddress();
	}

	private void accept(Channel channel) {
		if (this.gate.admit(channel) != null) {
			channel.eventLoop().execute(() -> refuse(channel));
			return;
		}
		TlsContext tls = listener().tls();
		if (tls != null && listener().implicitTls()) {
			channel.pipeline().addLast(tls.newHandler(channel.alloc()));
		}
		this.initializer.accept(channel);
	}

	private void refuse(Channel channel) {
		String words = listener().implicitTls() ? "" : listener().refusal();
		channel.writeAndFlush(Unpooled.wrappedBuffer(words.getBytes(StandardCharsets.UTF_8)))
			.addListener(ChannelFutureListener.CLOSE);
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

}
