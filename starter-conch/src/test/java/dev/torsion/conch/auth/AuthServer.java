package dev.torsion.conch.auth;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.torsion.conch.SshExec;
import dev.torsion.conch.algorithm.Profile;
import dev.torsion.conch.audit.ProgramEnd;
import dev.torsion.conch.audit.ProgramRun;
import dev.torsion.conch.audit.SshAudit;
import dev.torsion.conch.auth.key.KeyRules;
import dev.torsion.conch.auth.key.RevokedKeys;
import dev.torsion.conch.connection.LiveConnection;
import dev.torsion.conch.hostkey.HostKeys;
import dev.torsion.conch.server.ConchServer;
import dev.torsion.conch.session.Programs;
import dev.torsion.conch.session.SessionChannelFactory;
import dev.torsion.conch.session.SessionSettings;
import dev.torsion.cred.Portal;
import dev.torsion.net.test.VirtualEventLoop;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.session.ServerConnectionServiceFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A server on threads of MINA's own, on which every command tells who runs it.
 */
final class AuthServer implements AutoCloseable {

	private final Queue<Scheduler> schedulers = new ConcurrentLinkedQueue<>();

	private final IoServiceFactory io;

	private final IoAcceptor acceptor;

	AuthServer(Accounting accounting, String methods) throws Exception {
		Portal portal = accounting.portal(new VirtualEventLoop());
		AuthMethods all = methods.isEmpty() ? AuthMethods.any(portal) : AuthMethods.parse(methods);
		UserAuthServices authentication = new UserAuthServices(portal,
				new AuthSettings(all, 6, Duration.ofMillis(10), "Welcome\n"),
				new KeyRules("LANG"::equals, RevokedKeys.NONE, accounting.clock));
		SshExec whoami = (line, session) -> (ran) -> ran.print(ran.connection().login() + "\n").thenReturn(0);
		ConchServer server = new ConchServer(new ConchServer.Parts(Profile.HARDENED.algorithms(),
				new HostKeys(List.of(KeyUtils.generateKeyPair("ssh-ed25519", 256))), new Nio2ServiceFactoryFactory(),
				List.of(authentication, ServerConnectionServiceFactory.INSTANCE),
				List.of(new SessionChannelFactory(new Programs(List.of(whoami), null, List.of()), new Unheard(),
						SessionSettings.DEFAULT)),
				List.of()));
		server.server().setKexExtensionHandler(new SignatureAlgorithms());
		this.io = server.server().getIoServiceFactory();
		this.acceptor = this.io.createAcceptor(new Scheduled(server.handler(), this.schedulers));
		this.acceptor.bind(new InetSocketAddress("127.0.0.1", 0));
	}

	int port() {
		return ((InetSocketAddress) this.acceptor.getBoundAddresses().iterator().next()).getPort();
	}

	@Override
	public void close() throws IOException {
		this.acceptor.close(true);
		this.io.close(true);
		this.schedulers.forEach(Scheduler::dispose);
	}

	/** Audits nothing. */
	private static final class Unheard implements SshAudit {

		@Override
		public void started(ProgramRun run) {
		}

		@Override
		public void ended(ProgramRun run, ProgramEnd end) {
		}

	}

	/** Gives connections a scheduler; everything of one then happens there. */
	private record Scheduled(IoHandler handler, Queue<Scheduler> schedulers) implements IoHandler {

		@Override
		public void sessionCreated(IoSession session) throws Exception {
			Scheduler scheduler = Schedulers.newSingle("connection", true);
			this.schedulers.add(scheduler);
			session.setAttribute(LiveConnection.SCHEDULER, scheduler);
			this.handler.sessionCreated(session);
		}

		@Override
		public void sessionClosed(IoSession session) throws Exception {
			this.handler.sessionClosed(session);
		}

		@Override
		public void exceptionCaught(IoSession session, Throwable cause) throws Exception {
			this.handler.exceptionCaught(session, cause);
		}

		@Override
		public void messageReceived(IoSession session, Readable message) {
			Buffer copy = new ByteArrayBuffer();
			copy.putBuffer(message);
			((Scheduler) session.getAttribute(LiveConnection.SCHEDULER)).schedule(() -> {
				try {
					this.handler.messageReceived(session, copy);
				}
				catch (Exception ex) {
					session.close(true);
				}
			});
		}

	}

}
