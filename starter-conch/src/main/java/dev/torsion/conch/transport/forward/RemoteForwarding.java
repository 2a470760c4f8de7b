package dev.torsion.conch.transport.forward;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.torsion.conch.connection.LiveConnection;
import dev.torsion.conch.forward.ForwardEvent;
import dev.torsion.conch.forward.ForwardEvent.Kind;
import dev.torsion.conch.forward.ForwardEvent.Outcome;
import dev.torsion.conch.forward.ForwardLimits;
import dev.torsion.conch.forward.ForwardRules;
import dev.torsion.net.NetworkClients;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ServerSocketChannel;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Listens on ports for clients, and ceases to: RFC 4254 section 7.1. Sockets of the file
 * system (OpenSSH's PROTOCOL, section 2.4) are refused.
 */
final class RemoteForwarding implements RequestHandler<ConnectionService> {

	/**
	 * Binding takes no time, but may have to wait for its turn on a loop. Requests are
	 * answered in their order (RFC 4254 section 4), so those that follow wait as well.
	 */
	private static final int TIMEOUT = 5;

	private static final int BACKLOG = 128;

	private final NetworkClients clients;

	private final ForwardRules rules;

	private final ForwardLimits limits;

	private final Consumer<? super ForwardEvent> events;

	RemoteForwarding(NetworkClients clients, ForwardRules rules, ForwardLimits limits,
			Consumer<? super ForwardEvent> events) {
		this.clients = clients;
		this.rules = rules;
		this.limits = limits;
		this.events = events;
	}

	@Override
	public Result process(ConnectionService service, String request, boolean wantReply, Buffer buffer)
			throws Exception {
		return switch (request) {
			case "tcpip-forward" -> listen(service, wantReply, buffer);
			case "cancel-tcpip-forward" -> cancel(service, buffer);
			case "streamlocal-forward@openssh.com", "cancel-streamlocal-forward@openssh.com" -> Result.ReplyFailure;
			default -> Result.Unsupported;
		};
	}

	private Result listen(ConnectionService service, boolean wantReply, Buffer buffer)
			throws IOException, InterruptedException {
		String host = buffer.getString();
		long port = buffer.getUInt();
		LiveConnection connection = LiveConnection.of(service.getSession());
		InetSocketAddress address = (port > 65_535) ? null
				: this.rules.listenAddress(connection.login(), host, (int) port);
		if (address == null) {
			return tell(connection, host + ":" + port, null, Outcome.DENIED);
		}
		if (Tunnels.of(service.getSession()).listeners().size() >= this.limits.listeners()) {
			return tell(connection, host + ":" + port, null, Outcome.TOO_MANY);
		}
		Channel listener = bind(service, host, address);
		if (listener == null) {
			return tell(connection, host + ":" + port, String.valueOf(address), Outcome.FAILED);
		}
		Result result = tell(connection, host + ":" + port, String.valueOf(listener.localAddress()), Outcome.ACCEPTED);
		return (port == 0 && wantReply) ? reply(service.getSession(), port(listener)) : result;
	}

	private @Nullable Channel bind(ConnectionService service, String host, InetSocketAddress address)
			throws InterruptedException {
		Tunnels tunnels = Tunnels.of(service.getSession());
		ChannelFuture binding = this.clients.bootstrap(ServerSocketChannel.class)
			.option(ChannelOption.SO_REUSEADDR, true)
			.option(ChannelOption.SO_BACKLOG, BACKLOG)
			.handler(new TunnelAcceptor(service, LiveConnection.of(service.getSession()).scheduler(),
					new TunnelAcceptor.Goal("forwarded-tcpip", host, 0), () -> tunnels.admit(this.limits)))
			.bind(address);
		if (!binding.await(TIMEOUT, TimeUnit.SECONDS) || !binding.isSuccess()) {
			binding.channel().close();
			return null;
		}
		Channel listener = binding.channel();
		Map<String, Channel> listeners = tunnels.listeners();
		String key = key(host, port(listener));
		listeners.put(key, listener);
		listener.closeFuture().addListener((closed) -> listeners.remove(key, listener));
		if (service.getSession().isClosing()) {
			listener.close();
		}
		return listener;
	}

	private Result tell(LiveConnection connection, String asked, @Nullable String address, Outcome outcome) {
		this.events.accept(new ForwardEvent(connection, Kind.REMOTE, asked, address, outcome));
		return (outcome == Outcome.ACCEPTED) ? Result.ReplySuccess : Result.ReplyFailure;
	}

	private static Result reply(Session session, int port) throws IOException {
		Buffer reply = session.createBuffer(SshConstants.SSH_MSG_REQUEST_SUCCESS, Integer.BYTES);
		reply.putUInt(port);
		session.writePacket(reply);
		return Result.Replied;
	}

	private static Result cancel(ConnectionService service, Buffer buffer) {
		String host = buffer.getString();
		long port = buffer.getUInt();
		Channel listener = Tunnels.of(service.getSession()).listeners().remove(key(host, port));
		if (listener == null) {
			return Result.ReplyFailure;
		}
		listener.close();
		return Result.ReplySuccess;
	}

	private static String key(String host, long port) {
		return host + ":" + port;
	}

	private static int port(Channel listener) {
		return ((InetSocketAddress) listener.localAddress()).getPort();
	}

}
