package dev.torsion.conch.session;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * Answers the global requests that nobody before has:
 * {@code no-more-sessions@openssh.com}, of which OpenSSH makes sure that nobody who gets
 * hold of a connection opens other sessions over it; {@code keepalive@openssh.com}, which
 * only wants to be answered; and all that are unknown.
 */
public final class ConnectionRequests implements RequestHandler<ConnectionService> {

	private static final Log logger = LogFactory.getLog(ConnectionRequests.class);

	@Override
	public Result process(ConnectionService service, String request, boolean wantReply, Buffer buffer) {
		if (request.equals("no-more-sessions@openssh.com")) {
			OpenSessions.of(service.getSession()).complete();
			return Result.ReplySuccess;
		}
		logger.debug("No global request of ours");
		return Result.ReplyFailure;
	}

}
