package dev.torsion.conch.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.torsion.conch.connection.ConnectionOutcome;
import dev.torsion.conch.transport.startup.Visit;
import dev.torsion.net.ConnectionError;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.jspecify.annotations.Nullable;

/**
 * Watches over a connection of a server until somebody has logged in: how long that
 * takes, and how much is sent. A timer here does nothing but close the channel; whatever
 * follows, follows from its being closed.
 */
final class LoginWatch implements SessionHandler.Guard, SessionListener {

	private static final String GOODBYE = "The server is shutting down";

	private static final Log logger = LogFactory.getLog(LoginWatch.class);

	private final Visit visit;

	private final ConnectionLimits limits;

	private volatile @Nullable ChannelSession session;

	private volatile boolean keyed;

	private volatile boolean loggedIn;

	private volatile boolean late;

	private volatile @Nullable Future<?> keys;

	private volatile @Nullable Future<?> login;

	/**
	 * Creates the watch over a connection.
	 * @param visit ends with the login, or with the connection
	 * @param limits how long it may take, and how much may be sent
	 */
	LoginWatch(Visit visit, ConnectionLimits limits) {
		this.visit = visit;
		this.limits = limits;
	}

	/** The connection begins. On the event loop. */
	void start(ChannelSession session) {
		this.session = session;
		this.keys = after(session, this.limits.keyExchangeTimeout(), () -> {
			if (!this.keyed) {
				tooSlow(session);
			}
		});
		this.login = after(session, this.limits.loginGraceTime(), () -> {
			if (!this.loggedIn) {
				tooSlow(session);
			}
		});
		session.addCloseFutureListener((closed) -> ended(session));
	}

	/** The connection has ended before it could begin. */
	void abandoned() {
		if (this.session == null) {
			this.visit.ended(ConnectionOutcome.NOT_TRIED);
		}
	}

	private void ended(ChannelSession session) {
		cancel(this.keys);
		cancel(this.login);
		this.visit.ended(this.late ? ConnectionOutcome.TOO_SLOW : ConnectionOutcome.told(session));
	}

	private static Future<?> after(ChannelSession session, Duration time, Runnable task) {
		return session.channel().eventLoop().schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
	}

	private static void cancel(@Nullable Future<?> timer) {
		if (timer != null) {
			timer.cancel(false);
		}
	}

	private void tooSlow(ChannelSession session) {
		this.late = true;
		session.abort(ConnectionError.IDLE);
	}

	@Override
	public boolean accepts(long total) {
		if (this.loggedIn || total <= this.limits.maxLoginBytes().toBytes()) {
			return true;
		}
		ChannelSession session = this.session;
		if (session != null) {
			session.abort(ConnectionError.PROTOCOL);
		}
		return false;
	}

	@Override
	public void leaving(ChannelSession session) {
		session.scheduler().execute(() -> {
			Session speaker = AbstractSession.getSession(session, true);
			if (speaker == null) {
				session.close(true);
				return;
			}
			try {
				speaker.disconnect(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, GOODBYE);
			}
			catch (IOException ex) {
				logger.debug(session + " has ended before a goodbye", ex);
				speaker.close(true);
			}
		});
	}

	@Override
	public void sessionEvent(Session speaker, Event event) {
		if (event == Event.KeyEstablished && !this.keyed) {
			this.keyed = true;
			cancel(this.keys);
		}
		else if (event == Event.Authenticated && !this.loggedIn) {
			this.loggedIn = true;
			cancel(this.login);
			this.visit.loggedIn();
			keepAlive(speaker);
		}
	}

	private void keepAlive(Session speaker) {
		ChannelSession session = this.session;
		if (session != null && !this.limits.keepAliveInterval().isZero()) {
			KeepAlive keepAlive = new KeepAlive(session, speaker, this.limits);
			session.channel().eventLoop().execute(keepAlive::start);
		}
	}

	/** What MINA fails on is the peer's fault, unless it has not thought of it. */
	@Override
	public void sessionException(Session speaker, Throwable cause) {
		ChannelSession session = this.session;
		if (session == null) {
			return;
		}
		session.count((cause instanceof IOException) ? ConnectionError.PROTOCOL : ConnectionError.INTERNAL);
		if (!this.loggedIn && !(cause instanceof IOException)) {
			ConnectionOutcome.CRASHED.of(session);
		}
	}

}
