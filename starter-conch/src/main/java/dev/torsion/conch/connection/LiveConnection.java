package dev.torsion.conch.connection;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import dev.torsion.conch.SshConnection;
import dev.torsion.conch.SshLogin;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * A connection of a server. Safe to use from any thread.
 */
public final class LiveConnection implements SshConnection {

	/**
	 * Where everything of the connection happens, a {@link Scheduler}: an attribute that
	 * the transport gives to its {@code IoSession}.
	 */
	public static final String SCHEDULER = "torsion.scheduler";

	private static final AttributeKey<LiveConnection> CONNECTION = new AttributeKey<>();

	private static final Log logger = LogFactory.getLog(LiveConnection.class);

	private static final AtomicLong number = new AtomicLong();

	private final String id;

	private final Session session;

	private final Scheduler scheduler;

	private volatile @Nullable SshLogin login;

	private LiveConnection(Session session) {
		this.id = Long.toString(number.incrementAndGet());
		this.session = session;
		this.scheduler = (Scheduler) Objects.requireNonNull(session.getIoSession().getAttribute(SCHEDULER),
				"No scheduler");
	}

	/**
	 * The connection of a session of MINA's.
	 * @param session the session
	 * @return the connection, the same each time
	 */
	public static LiveConnection of(Session session) {
		return session.computeAttributeIfAbsent(CONNECTION, (key) -> new LiveConnection(session));
	}

	/**
	 * Tells who has logged in. Called once, when nothing is left to be proved, before the
	 * peer is told so.
	 * @param login who, and what the key that signed is limited to
	 */
	public void loggedIn(SshLogin login) {
		this.login = login;
	}

	/**
	 * Tells how an attempt to log in has failed, for which the address it came from is
	 * penalised if no better one follows.
	 * @param outcome how
	 */
	public void failed(ConnectionOutcome outcome) {
		outcome.of(this.session.getIoSession());
	}

	/**
	 * Whether anybody has logged in.
	 * @return whether somebody has
	 */
	public boolean isLoggedIn() {
		return this.login != null;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public SshLogin login() {
		SshLogin current = this.login;
		if (current == null) {
			throw new IllegalStateException("Nobody has logged in");
		}
		return current;
	}

	@Override
	public @Nullable SocketAddress peer() {
		return this.session.getIoSession().getRemoteAddress();
	}

	@Override
	public Scheduler scheduler() {
		return this.scheduler;
	}

	@Override
	public void disconnect(String reason) {
		this.scheduler.schedule(() -> {
			try {
				this.session.disconnect(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, reason);
			}
			catch (IOException ex) {
				logger.debug("Connection " + this.id + " is gone already", ex);
				this.session.close(true);
			}
		});
	}

	@Override
	public String toString() {
		return this.id + " of " + peer();
	}

}
