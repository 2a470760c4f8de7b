package dev.torsion.conch.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import dev.torsion.conch.transport.startup.MaxStartups;
import dev.torsion.conch.transport.startup.Penalties;
import dev.torsion.conch.transport.startup.Reception;
import dev.torsion.conch.transport.startup.StartupLimits;
import dev.torsion.net.Listener;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.NetworkServers;
import dev.torsion.net.NetworkSettings;
import dev.torsion.net.TransportSupport;
import dev.torsion.net.address.AddressRanges;
import dev.torsion.net.reactor.EventLoops;
import dev.torsion.net.reactor.IoTransport;
import dev.torsion.net.test.LoopbackNetwork;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.io.IoUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.session.ServerConnectionServiceFactory;
import org.apache.sshd.server.session.ServerUserAuthServiceFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.util.unit.DataSize;

/**
 * A server of MINA's on our transport, which lets everybody in whose password is the
 * name, and clients on the same loops.
 */
final class SshFixture implements AutoCloseable {

	static final Duration TIMEOUT = Duration.ofSeconds(30);

	static final StartupLimits LIMITS = new StartupLimits(new MaxStartups(50, 30, 100), 50, 0, Penalties.DEFAULTS,
			AddressRanges.of("test", List.of("loopback")));

	final SshServer ssh = SshServer.setUpDefaultServer();

	final SshTransport transport;

	final Reception reception;

	final NetworkServer listener;

	private final EventLoops loops;

	private final SshClient client;

	SshFixture(IoTransport io) throws Exception {
		this(io, ConnectionLimits.DEFAULTS, LIMITS);
	}

	SshFixture(IoTransport io, ConnectionLimits limits, StartupLimits startups) throws Exception {
		this(io, limits, startups, Listener.on("network.conch", 0));
	}

	SshFixture(IoTransport io, ConnectionLimits limits, StartupLimits startups, Listener listener) throws Exception {
		this.loops = new EventLoops(TransportSupport.require(io), 2);
		DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();
		NetworkServers servers = new NetworkServers(() -> this.loops, Schedulers.boundedElastic(),
				new NetworkSettings("127.0.0.1", Duration.ofSeconds(5), Duration.ofSeconds(2), TIMEOUT), bundles,
				(event) -> {
				});
		NetworkClients clients = new NetworkClients(servers, bundles,
				(host) -> Mono.error(new UnknownHostException("no such host")));
		this.transport = new SshTransport(servers, clients, Schedulers.boundedElastic());
		this.reception = new Reception(startups, ThreadLocalRandom.current(), System::nanoTime);
		prepare();
		this.listener = servers.channels("conch", listener, this.transport.channels(new GuardedSessions(this.ssh),
				this.reception, limits, DataSize.ofMegabytes(16)));
		this.listener.start();
		this.client = client();
	}

	private void prepare() throws Exception {
		this.ssh.setIoServiceFactoryFactory(this.transport);
		this.ssh.setKeyPairProvider(KeyPairProvider.wrap(KeyUtils.generateKeyPair("ssh-ed25519", 256)));
		this.ssh.setServiceFactories(
				List.of(ServerUserAuthServiceFactory.INSTANCE, ServerConnectionServiceFactory.INSTANCE));
		this.ssh.setUserAuthFactories(List.of(UserAuthPasswordFactory.INSTANCE, UserAuthPublicKeyFactory.INSTANCE));
		this.ssh.setPasswordAuthenticator((name, password, session) -> name.equals(password));
		this.ssh.setPublickeyAuthenticator((name, key, session) -> true);
		this.ssh.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
		this.ssh.setCommandFactory((channel, line) -> new Words(line));
	}

	private SshClient client() {
		SshClient created = SshClient.setUpDefaultClient();
		created.setIoServiceFactoryFactory(this.transport);
		created.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
		created.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
		CoreModuleProperties.IO_CONNECT_TIMEOUT.set(created, Duration.ofSeconds(5));
		created.start();
		return created;
	}

	int port() {
		return LoopbackNetwork.port(this.listener);
	}

	SshClient sshClient() {
		return this.client;
	}

	ClientSession login(String name) throws IOException {
		return login(name, port());
	}

	ClientSession login(String name, int port) throws IOException {
		ClientSession session = this.client.connect(name, "127.0.0.1", port).verify(TIMEOUT).getSession();
		session.addPasswordIdentity(name);
		session.auth().verify(TIMEOUT);
		return session;
	}

	Socket connect() throws IOException {
		return connect("127.0.0.1");
	}

	Socket connect(String from) throws IOException {
		Socket socket = new Socket();
		socket.setSoTimeout((int) TIMEOUT.toMillis());
		socket.bind(new InetSocketAddress(from, 0));
		socket.connect(new InetSocketAddress("127.0.0.1", port()));
		return socket;
	}

	@Override
	public void close() throws IOException {
		this.client.stop();
		this.listener.stop();
		this.ssh.close(true);
		this.loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
	}

	/** Says what it is told, counts what it is sent, or sends what is counted. */
	private static final class Words implements Command {

		private final String line;

		private InputStream in = InputStream.nullInputStream();

		private OutputStream out = OutputStream.nullOutputStream();

		private ExitCallback exit = (status, message, closed) -> {
		};

		Words(String line) {
			this.line = line;
		}

		@Override
		public void setInputStream(InputStream in) {
			this.in = in;
		}

		@Override
		public void setOutputStream(OutputStream out) {
			this.out = out;
		}

		@Override
		public void setErrorStream(OutputStream err) {
		}

		@Override
		public void setExitCallback(ExitCallback exit) {
			this.exit = exit;
		}

		@Override
		public void start(ChannelSession channel, Environment environment) {
			Schedulers.boundedElastic().schedule(this::run);
		}

		private void run() {
			try {
				if (this.line.startsWith("send ")) {
					this.out.write(new byte[Integer.parseInt(this.line.substring(5))]);
				}
				else {
					String words = this.line.equals("count") ? "" + IoUtils.toByteArray(this.in).length : this.line;
					this.out.write(words.getBytes(StandardCharsets.UTF_8));
				}
				this.out.flush();
				this.exit.onExit(0);
			}
			catch (IOException ex) {
				this.exit.onExit(1);
			}
		}

		@Override
		public void destroy(ChannelSession channel) {
		}

	}

}
