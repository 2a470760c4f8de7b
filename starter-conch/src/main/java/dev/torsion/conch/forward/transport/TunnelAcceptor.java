package dev.torsion.conch.forward.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import dev.torsion.conch.connection.LiveConnection;
import dev.torsion.conch.forward.ForwardLimits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.session.ConnectionService;

/**
 * Opens a channel for each connection to a port that a client has us listen on.
 */
final class TunnelAcceptor extends ChannelInboundHandlerAdapter {

	private static final Log logger = LogFactory.getLog(TunnelAcceptor.class);

	private final ConnectionService service;

	private final String host;

	private final ForwardLimits limits;

	private final LiveConnection connection;

	TunnelAcceptor(ConnectionService service, String host, ForwardLimits limits) {
		this.service = service;
		this.host = host;
		this.limits = limits;
		this.connection = LiveConnection.of(service.getSession());
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		Channel socket = (Channel) message;
		Runnable leave = Tunnels.of(this.service.getSession()).admit(this.limits);
		if (leave == null) {
			socket.unsafe().closeForcibly();
			return;
		}
		socket.closeFuture().addListener((closed) -> leave.run());
		TunnelConnector.configure(socket.config());
		int port = ((InetSocketAddress) context.channel().localAddress()).getPort();
		context.channel().eventLoop().register(socket).addListener((registered) -> {
			if (registered.isSuccess()) {
				this.connection.scheduler().schedule(() -> open(socket, port));
			}
			else {
				socket.unsafe().closeForcibly();
			}
		});
	}

	private void open(Channel socket, int port) {
		ForwardedTcpip channel = new ForwardedTcpip(this.host, port, socket, this.connection.scheduler());
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

}
