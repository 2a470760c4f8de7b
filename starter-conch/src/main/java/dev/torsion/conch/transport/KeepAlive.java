package dev.torsion.conch.transport;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import dev.torsion.net.ConnectionError;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * Notices that a peer is gone which has not said so: after some silence it is asked, and
 * whatever it sends is an answer. ClientAliveInterval and ClientAliveCountMax of
 * sshd_config(5).
 */
final class KeepAlive {

	private static final String REQUEST = "keepalive@openssh.com";

	private static final Log logger = LogFactory.getLog(KeepAlive.class);

	private final ChannelSession session;

	private final Session speaker;

	private final long interval;

	private final int most;

	private long lastTotal;

	private int asked;

	/**
	 * Creates it for a connection over which somebody has logged in.
	 * @param session the connection
	 * @param speaker who asks
	 * @param limits how often
	 */
	KeepAlive(ChannelSession session, Session speaker, ConnectionLimits limits) {
		this.session = session;
		this.speaker = speaker;
		this.interval = limits.keepAliveInterval().toNanos();
		this.most = limits.keepAliveMax();
	}

	/** Begins. On the event loop. */
	void start() {
		this.lastTotal = this.session.input().total();
		schedule();
	}

	private void schedule() {
		if (this.session.channel().isActive()) {
			this.session.channel().eventLoop().schedule(this::check, this.interval, TimeUnit.NANOSECONDS);
		}
	}

	private void check() {
		long total = this.session.input().total();
		if (total != this.lastTotal) {
			this.lastTotal = total;
			this.asked = 0;
		}
		else if (this.asked >= this.most) {
			this.session.abort(ConnectionError.IDLE);
		}
		else {
			this.asked++;
			this.session.scheduler().execute(this::ask);
		}
		schedule();
	}

	private void ask() {
		try {
			Buffer request = this.speaker.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST);
			request.putString(REQUEST);
			request.putBoolean(true);
			this.speaker.request(request, REQUEST, (command, answer) -> {
			});
		}
		catch (IOException ex) {
			logger.debug(this.session + " has ended before it was asked", ex);
		}
	}

}
