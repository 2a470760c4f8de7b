package dev.torsion.conch.transport;

import java.time.Duration;

import dev.torsion.conch.transport.startup.Reception;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.NetworkServers;
import io.netty.channel.socket.SocketChannel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.Factory;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.apache.sshd.core.CoreModuleProperties;
import reactor.core.scheduler.Scheduler;

import org.springframework.util.unit.DataSize;

/**
 * What servers and clients of MINA's run on: the application's event loops, on whatever
 * transport they are, and its threads for what blocks. One is enough for all of them; it
 * has nothing that needs to be closed. Safe for use by many threads.
 */
public final class SshTransport implements IoServiceFactoryFactory {

	/** How many connections one forwarded port, or one client, may have at a time. */
	static final int MAX_SESSIONS = 1000;

	/** More than the windows of a few channels, which limit it by themselves. */
	private static final DataSize SEND_QUEUE_LIMIT = DataSize.ofMegabytes(16);

	private static final Log logger = LogFactory.getLog(SshTransport.class);

	private final NetworkServers servers;

	private final NetworkClients clients;

	private final Scheduler blocking;

	private final Rejections rejections = new Rejections(logger, System::nanoTime);

	/**
	 * Creates the transport.
	 * @param servers whose loops ports are forwarded on
	 * @param clients whose loops connections are made on
	 * @param blocking where everything else happens that belongs to a connection; it has
	 * to be bounded
	 */
	public SshTransport(NetworkServers servers, NetworkClients clients, Scheduler blocking) {
		this.servers = servers;
		this.clients = clients;
		this.blocking = blocking;
	}

	/**
	 * Gives the connections of a listener to a server.
	 * @param handler the server
	 * @param reception decides who may begin a connection
	 * @param limits limits of a connection
	 * @param sendQueueLimit how much may be waiting for a peer that does not read: more
	 * than the windows of its channels, or those who are merely slow are disconnected
	 * @return what takes new channels, for {@link NetworkServers#channels}
	 */
	public SshChannels channels(IoHandler handler, Reception reception, ConnectionLimits limits,
			DataSize sendQueueLimit) {
		return new SshChannels(new LoopService(handler, Integer.MAX_VALUE), reception, limits,
				settings(sendQueueLimit));
	}

	private SessionSettings settings(DataSize sendQueueLimit) {
		return new SessionSettings(this.blocking, sendQueueLimit.toBytes(), this.rejections);
	}

	/**
	 * What one server or client runs on.
	 * @param owner the server or client, which says how long connecting may take
	 * @return the factory
	 */
	@Override
	public IoServiceFactory create(FactoryManager owner) {
		Duration timeout = CoreModuleProperties.IO_CONNECT_TIMEOUT.getRequired(owner);
		SessionSettings settings = settings(SEND_QUEUE_LIMIT);
		return new LoopServiceFactory(new LoopServiceFactory.Services() {

			@Override
			public IoConnector connector(IoHandler handler) {
				return new LoopConnector(handler, MAX_SESSIONS,
						() -> SshTransport.this.clients.bootstrap(SocketChannel.class), settings, timeout);
			}

			@Override
			public IoAcceptor acceptor(IoHandler handler) {
				return new LoopAcceptor(handler, MAX_SESSIONS, SshTransport.this.servers::bootstrap, settings);
			}

		});
	}

	/** There are no threads of its own. */
	@Override
	public void setExecutorServiceFactory(Factory<CloseableExecutorService> factory) {
		throw new UnsupportedOperationException("The threads are the application's");
	}

}
