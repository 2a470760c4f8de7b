package dev.torsion.conch.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.torsion.conch.SshLogin;
import dev.torsion.conch.SshRestrictions;
import dev.torsion.conch.algorithm.Profile;
import dev.torsion.conch.connection.LiveConnection;
import dev.torsion.conch.hostkey.HostKeys;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.session.ServerConnectionServiceFactory;
import org.apache.sshd.server.session.ServerUserAuthServiceFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A server on threads of MINA's own, which lets everybody in whose password is the name:
 * for tests of what comes after the login. Everybody is {@code ROLE_USER}, and
 * {@code ops} is {@code ROLE_OPS} as well.
 */
public final class LoopbackServer implements AutoCloseable {

	private final ConchServer server;

	private final IoServiceFactory io;

	private final IoAcceptor acceptor;

	private final Queue<Scheduler> schedulers = new ConcurrentLinkedQueue<>();

	/**
	 * Starts a server on a free port.
	 * @param channels the channels that peers may open
	 * @throws IOException if there is none
	 */
	public LoopbackServer(List<ChannelFactory> channels) throws Exception {
		KeyPair key = KeyUtils.generateKeyPair("ssh-ed25519", 256);
		this.server = new ConchServer(new ConchServer.Parts(Profile.HARDENED.algorithms(), new HostKeys(List.of(key)),
				new Nio2ServiceFactoryFactory(),
				List.of(ServerUserAuthServiceFactory.INSTANCE, ServerConnectionServiceFactory.INSTANCE), channels,
				List.of(KeepAliveHandler.INSTANCE)));
		this.server.server().setUserAuthFactories(List.of(UserAuthPasswordFactory.INSTANCE));
		this.server.server().setPasswordAuthenticator((name, password, session) -> name.equals(password));
		this.server.server().addSessionListener(new SessionListener() {

			@Override
			public void sessionEvent(Session session, Event event) {
				if (event == Event.Authenticated) {
					LiveConnection.of(session).loggedIn(login(session.getUsername()));
				}
			}

		});
		this.io = this.server.server().getIoServiceFactory();
		this.acceptor = this.io.createAcceptor(new Scheduled(this.server.handler(), this.schedulers));
		this.acceptor.bind(new InetSocketAddress("127.0.0.1", 0));
	}

	private static SshLogin login(String name) {
		String[] roles = name.equals("ops") ? new String[] { "ROLE_USER", "ROLE_OPS" } : new String[] { "ROLE_USER" };
		return new SshLogin(UsernamePasswordAuthenticationToken.authenticated(name, null,
				AuthorityUtils.createAuthorityList(roles)), null, SshRestrictions.NONE);
	}

	/**
	 * Where it listens.
	 * @return the port on loopback
	 */
	public int port() {
		return ((InetSocketAddress) this.acceptor.getBoundAddresses().iterator().next()).getPort();
	}

	/**
	 * The server.
	 * @return the server
	 */
	public ConchServer server() {
		return this.server;
	}

	@Override
	public void close() throws IOException {
		this.acceptor.close(true);
		this.io.close(true);
		this.schedulers.forEach(Scheduler::dispose);
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
		public void messageReceived(IoSession session, Readable message) throws Exception {
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
