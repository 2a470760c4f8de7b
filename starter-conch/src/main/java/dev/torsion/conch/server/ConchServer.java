package dev.torsion.conch.server;

import java.time.Duration;
import java.util.List;

import dev.torsion.conch.algorithm.Algorithms;
import dev.torsion.conch.auth.SignatureAlgorithms;
import dev.torsion.conch.hostkey.HostKeys;
import dev.torsion.conch.transport.GuardedSessions;
import org.apache.sshd.common.ServiceFactory;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.random.SingletonRandomFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.helpers.DefaultUnknownChannelReferenceHandler;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/**
 * MINA's server, everything of which is set here: none of its defaults decides who gets
 * in, what runs or which files there are. It binds no port; what accepts connections
 * gives them to its {@link #handler}.
 */
public final class ConchServer {

	/**
	 * What it says it is, without telling which version.
	 */
	private static final String IDENTIFICATION = "Torsion";

	private static final int MAX_IDENTIFICATION = 255;

	private static final long MAX_PACKET = 256 * 1024;

	private final SshServer server;

	private final IoHandler handler;

	/**
	 * Puts a server together.
	 * @param parts what of
	 */
	public ConchServer(Parts parts) {
		this.server = new SshServer();
		parts.algorithms().offerBy(this.server);
		this.server.setKeyPairProvider(parts.hostKeys().provider());
		this.server.setRandomFactory(new SingletonRandomFactory(SecurityUtils.getRandomFactory()));
		this.server.setIoServiceFactoryFactory(parts.io());
		this.server.setServiceFactories(parts.services());
		this.server.setChannelFactories(parts.channels());
		this.server.setGlobalRequestHandlers(parts.requests());
		this.server.setKexExtensionHandler(new SignatureAlgorithms());
		this.server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
		this.server.setUnknownChannelReferenceHandler(DefaultUnknownChannelReferenceHandler.INSTANCE);
		limits();
		this.handler = new GuardedSessions(this.server);
	}

	private void limits() {
		CoreModuleProperties.SERVER_IDENTIFICATION.set(this.server, IDENTIFICATION);
		CoreModuleProperties.MAX_IDENTIFICATION_SIZE.set(this.server, MAX_IDENTIFICATION);
		CoreModuleProperties.LIMIT_PACKET_SIZE.set(this.server, MAX_PACKET);
		CoreModuleProperties.IDLE_TIMEOUT.set(this.server, Duration.ZERO);
		CoreModuleProperties.AUTH_TIMEOUT.set(this.server, Duration.ZERO);
	}

	/**
	 * What speaks SSH over the connections it is given.
	 * @return MINA's handler
	 */
	public IoHandler handler() {
		return this.handler;
	}

	/**
	 * The server, for what its parts want of it.
	 * @return MINA's server, which is never started
	 */
	public SshServer server() {
		return this.server;
	}

	/**
	 * What a server is put together of.
	 *
	 * @param algorithms what it offers
	 * @param hostKeys what it is known by
	 * @param io what it runs on
	 * @param services authentication, and what comes after it
	 * @param channels the channels that peers may open
	 * @param requests the global requests that are answered
	 */
	public record Parts(Algorithms algorithms, HostKeys hostKeys, IoServiceFactoryFactory io,
			List<ServiceFactory> services, List<ChannelFactory> channels,
			List<RequestHandler<ConnectionService>> requests) {

		public Parts {
			services = List.copyOf(services);
			channels = List.copyOf(channels);
			requests = List.copyOf(requests);
		}

	}

}
