package dev.torsion.conch.transport.forward;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * Opens a channel for each connection to a port that is listened on.
 */
final class TunnelAcceptor extends ChannelInboundHandlerAdapter {

	private static final Log logger = LogFactory.getLog(TunnelAcceptor.class);

	private final ConnectionService service;

	private final Scheduler scheduler;

	private final Goal goal;

	private final Supplier<@Nullable Runnable> admission;

	TunnelAcceptor(ConnectionService service, Scheduler scheduler, Goal goal, Supplier<@Nullable Runnable> admission) {
		this.service = service;
		this.scheduler = scheduler;
		this.goal = goal;
		this.admission = admission;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		Channel socket = (Channel) message;
		Runnable leave = this.admission.get();
		if (leave == null) {
			socket.unsafe().closeForcibly();
			return;
		}
		socket.closeFuture().addListener((closed) -> leave.run());
		TunnelConnector.configure(socket.config());
		int listened = ((InetSocketAddress) context.channel().localAddress()).getPort();
		context.channel().eventLoop().register(socket).addListener((registered) -> {
			if (registered.isSuccess()) {
				this.scheduler.schedule(() -> open(socket, (this.goal.port() != 0) ? this.goal.port() : listened));
			}
			else {
				socket.unsafe().closeForcibly();
			}
		});
	}

	private void open(Channel socket, int port) {
		TcpipChannel channel = new TcpipChannel(this.goal.type(), this.goal.host(), port, socket, this.scheduler);
		try {
			this.service.registerChannel(channel);
			channel.open().addListener((opened) -> {
				if (!opened.isOpened()) {
					this.service.unregisterChannel(channel);
					socket.close();
				}
			});
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("No channel for a connection to a forwarded port", ex);
			socket.close();
		}
	}

	/** Too many open files, for one: to try again at once would only burn the CPU. */
	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		logger.warn("Cannot accept a connection to a forwarded port", cause);
		ChannelConfig config = context.channel().config();
		config.setAutoRead(false);
		context.channel().eventLoop().schedule(() -> config.setAutoRead(true), 1, TimeUnit.SECONDS);
	}

	/**
	 * What the peer is told of where connections go.
	 *
	 * @param type the type of the channel
	 * @param host the host
	 * @param port the port, 0 for the one that is listened on
	 */
	record Goal(String type, String host, int port) {

	}

}
