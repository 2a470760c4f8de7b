package dev.torsion.net;

import java.io.EOFException;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Connects to addresses of one target. A connection that has been made gets the same
 * {@link ConnectionHandler} as one that a listener has accepted.
 *
 * @param <P> the type of the protocol
 */
final class Dialer<P extends Protocol> {

	private final NetworkConnector connector;

	private final Target target;

	private final Function<? super Transport, ? extends P> protocols;

	private final @Nullable TlsHandlers tls;

	Dialer(NetworkConnector connector, Target target, Function<? super Transport, ? extends P> protocols) {
		this.connector = connector;
		this.target = target;
		this.protocols = protocols;
		this.tls = (target.tls() != null) ? target.tls().to(target) : null;
	}

	/**
	 * Connects to one address.
	 * @param address the address
	 * @return the conversation once it has begun; cancelled before, nothing is left of it
	 */
	Mono<Opened<P>> dial(InetSocketAddress address) {
		return Mono.create((sink) -> {
			Opening opening = new Opening(address, sink);
			ChannelFuture connecting = bootstrap().handler(opening).connect(address);
			sink.onCancel(() -> opening.cancel(connecting.channel()));
			connecting.addListener((done) -> {
				if (!done.isSuccess()) {
					opening.failed(ConnectFailure.ofAddress(this.target, address, done.cause()));
				}
			});
		});
	}

	private Bootstrap bootstrap() {
		NetworkRuntime runtime = this.connector.runtime();
		EventLoopGroup group = runtime.workers();
		return new Bootstrap().group(group)
			.channelFactory(() -> runtime.channel(SocketChannel.class, group))
			.disableResolver()
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) this.target.connectTimeout().toMillis())
			.option(ChannelOption.AUTO_READ, false)
			.option(ChannelOption.ALLOW_HALF_CLOSURE, true)
			.option(ChannelOption.TCP_NODELAY, true)
			.option(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(2));
	}

	/** Learns what becomes of one attempt, and tells it once. */
	private final class Opening extends ChannelInboundHandlerAdapter {

		private final InetSocketAddress address;

		private final MonoSink<Opened<P>> sink;

		private final AtomicBoolean settled = new AtomicBoolean();

		Opening(InetSocketAddress address, MonoSink<Opened<P>> sink) {
			this.address = address;
			this.sink = sink;
		}

		@Override
		public void channelActive(ChannelHandlerContext context) {
			Channel channel = context.channel();
			if (this.settled.get() || !Dialer.this.connector.admit(channel)) {
				failed(new RejectedExecutionException(
						"'" + Dialer.this.connector.name() + "' may not have another connection"));
				channel.close();
				return;
			}
			try {
				prepare(channel);
			}
			catch (RuntimeException ex) {
				failed(ex);
				channel.close();
				return;
			}
			context.fireChannelActive();
		}

		private void prepare(Channel channel) {
			TlsHandlers tls = Dialer.this.tls;
			if (tls != null && Dialer.this.target.implicitTls()) {
				channel.pipeline().addAfter(ConnectionGate.HANDLER, null, tls.newHandler(channel.alloc()));
			}
			channel.pipeline().addLast(Dialer.this.connector.handler(channel, settings(channel)));
		}

		private ConnectionSettings settings(Channel channel) {
			Target to = Dialer.this.target;
			NetworkConnector from = Dialer.this.connector;
			return new ConnectionSettings(from.name(), (transport) -> open(channel, transport), Dialer.this.tls,
					to.implicitTls(), to.idleTimeout(), to.sendQueueLimit(), from.runtime().settings().linger());
		}

		private P open(Channel channel, Transport transport) {
			try {
				P protocol = Dialer.this.protocols.apply(transport);
				Connection connection = channel.pipeline().get(Connection.class);
				// The engine has to know the protocol before anybody else does
				channel.eventLoop().execute(() -> succeeded(new Opened<>(protocol, connection)));
				return protocol;
			}
			catch (RuntimeException ex) {
				failed(ex);
				throw ex;
			}
		}

		@Override
		public void userEventTriggered(ChannelHandlerContext context, Object event) {
			context.fireUserEventTriggered(event);
			if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
				failed(ConnectFailure.ofTls(Dialer.this.target, handshake.cause()));
			}
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			failed(ConnectFailure.ofAddress(Dialer.this.target, this.address,
					new EOFException("closed before the conversation has begun")));
			context.fireChannelInactive();
		}

		private void succeeded(Opened<P> opened) {
			if (this.settled.compareAndSet(false, true)) {
				this.sink.success(opened);
			}
		}

		private void failed(Throwable cause) {
			if (this.settled.compareAndSet(false, true)) {
				this.sink.error(cause);
			}
		}

		private void cancel(Channel channel) {
			if (this.settled.compareAndSet(false, true)) {
				channel.close();
			}
		}

	}

}
