package dev.torsion.conch.server;

import java.util.List;

import dev.torsion.conch.algorithm.Algorithms;
import dev.torsion.conch.hostkey.HostKeys;
import dev.torsion.conch.transport.ConnectionLimits;
import dev.torsion.conch.transport.SshTransport;
import dev.torsion.conch.transport.startup.Reception;
import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.NetworkServers;
import org.apache.sshd.common.ServiceFactory;
import org.apache.sshd.server.session.ServerConnectionServiceFactory;

import org.springframework.util.unit.DataSize;

/**
 * Makes servers that have algorithms, host keys and limits in common.
 */
public final class ConchServers {

	private final NetworkServers servers;

	private final SshTransport transport;

	private final Algorithms algorithms;

	private final HostKeys hostKeys;

	private final Reception reception;

	private final ConnectionLimits limits;

	/**
	 * Creates the factory.
	 * @param servers makes the listeners
	 * @param transport what servers run on
	 * @param algorithms what they offer
	 * @param hostKeys what they are known by
	 * @param reception decides who may begin a connection
	 * @param limits limits of a connection
	 */
	public ConchServers(NetworkServers servers, SshTransport transport, Algorithms algorithms, HostKeys hostKeys,
			Reception reception, ConnectionLimits limits) {
		this.servers = servers;
		this.transport = transport;
		this.algorithms = algorithms;
		this.hostKeys = hostKeys;
		this.reception = reception;
		this.limits = limits;
	}

	/**
	 * Makes a server.
	 * @param name the name of its listener
	 * @param listener where it listens
	 * @param sendQueueLimit how much may be waiting for a peer that does not read
	 * @param authentication how peers log in
	 * @param channels what they may open and ask for after that
	 * @return the listener, to be declared as a bean
	 */
	public NetworkServer server(String name, Listener listener, DataSize sendQueueLimit, ServiceFactory authentication,
			List<ConchChannels> channels) {
		ConchServer server = new ConchServer(new ConchServer.Parts(this.algorithms, this.hostKeys, this.transport,
				List.of(authentication, ServerConnectionServiceFactory.INSTANCE),
				channels.stream().flatMap((offered) -> offered.channels().stream()).toList(),
				channels.stream().flatMap((offered) -> offered.requests().stream()).toList()));
		return this.servers.channels(name, listener,
				this.transport.channels(server.handler(), this.reception, this.limits, sendQueueLimit));
	}

}
