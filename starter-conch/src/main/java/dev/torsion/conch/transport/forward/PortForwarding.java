package dev.torsion.conch.transport.forward;

import java.util.function.Consumer;

import dev.torsion.conch.forward.ForwardEvent;
import dev.torsion.conch.forward.ForwardLimits;
import dev.torsion.conch.forward.ForwardRules;
import dev.torsion.net.NameLookup;
import dev.torsion.net.NetworkClients;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;

/**
 * The forwarding of a server, in the place of MINA's: its channels for connections that
 * clients forward, and its handler of requests to listen.
 */
public final class PortForwarding implements ChannelFactory {

	private final TunnelConnector connector;

	private final RemoteForwarding remote;

	/**
	 * Creates the forwarding.
	 * @param clients whose event loops are used
	 * @param names finds the addresses of hosts
	 * @param rules who may forward what
	 * @param limits how much may be forwarded
	 * @param events is told of each decision, on the connection's scheduler
	 */
	public PortForwarding(NetworkClients clients, NameLookup names, ForwardRules rules, ForwardLimits limits,
			Consumer<? super ForwardEvent> events) {
		this.connector = new TunnelConnector(clients, names, rules, limits, events);
		this.remote = new RemoteForwarding(clients, rules, limits, events);
	}

	@Override
	public String getName() {
		return "direct-tcpip";
	}

	@Override
	public Channel createChannel(Session session) {
		return new DirectTcpip(this.connector);
	}

	/**
	 * The handler of {@code tcpip-forward} and its like, which may wait for an event
	 * loop: not to be called on one.
	 * @return the handler
	 */
	public RequestHandler<ConnectionService> requests() {
		return this.remote;
	}

}
