package dev.torsion.conch.transport;

import java.net.ConnectException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.Supplier;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.future.CancelFuture;
import org.apache.sshd.common.io.DefaultIoConnectFuture;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections, those of clients and those to where a port is forwarded.
 */
final class LoopConnector extends LoopService implements IoConnector {

	private final Supplier<Bootstrap> bootstraps;

	private final SessionSettings settings;

	private final Duration timeout;

	/**
	 * Creates a connector.
	 * @param handler speaks over the connections
	 * @param most how many there may be at a time
	 * @param bootstraps of channels on a loop
	 * @param settings what sessions run on
	 * @param timeout how long a connection may take to be made
	 */
	LoopConnector(IoHandler handler, int most, Supplier<Bootstrap> bootstraps, SessionSettings settings,
			Duration timeout) {
		super(handler, most);
		this.bootstraps = bootstraps;
		this.settings = settings;
		this.timeout = timeout;
	}

	@Override
	public IoConnectFuture connect(SocketAddress target, @Nullable AttributeRepository context,
			@Nullable SocketAddress local) {
		DefaultIoConnectFuture connected = new DefaultIoConnectFuture(target, null);
		ChannelFuture connecting = bootstrap()
			.handler(new SessionHandler((channel) -> open(channel, context, connected), SessionHandler.Guard.NONE))
			.connect(target, local);
		connecting.addListener((done) -> {
			if (!done.isSuccess()) {
				this.settings.pool().schedule(() -> connected.setException(done.cause()));
			}
		});
		connected.addListener((outcome) -> {
			CancelFuture cancellation = outcome.isCanceled() ? outcome.getCancellation() : null;
			if (cancellation != null) {
				connecting.channel().close();
				cancellation.setCanceled();
			}
		});
		return connected;
	}

	private Bootstrap bootstrap() {
		return this.bootstraps.get()
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) this.timeout.toMillis())
			.option(ChannelOption.AUTO_READ, false)
			.option(ChannelOption.ALLOW_HALF_CLOSURE, true)
			.option(ChannelOption.TCP_NODELAY, true)
			.option(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(2));
	}

	private ChannelSession open(Channel channel, @Nullable AttributeRepository context,
			DefaultIoConnectFuture connected) {
		ChannelSession session = new ChannelSession(channel, this,
				new ChannelSession.Endpoints(channel.localAddress(), channel.remoteAddress(), null), this.settings);
		if (context != null) {
			session.setAttribute(AttributeRepository.class, context);
		}
		session.open(() -> {
			connected.setSession(session);
			if (connected.getSession() != session) {
				session.close(true);
			}
		});
		session.addCloseFutureListener((closed) -> connected
			.setException(new ConnectException("The connection was closed before it was used")));
		return session;
	}

}
