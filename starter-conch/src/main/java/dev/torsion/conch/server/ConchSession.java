package dev.torsion.conch.server;

import java.io.IOException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.server.ServerFactoryManager;
import org.apache.sshd.server.session.ServerSessionImpl;

/**
 * MINA's session, which warns of nothing that peers can cause at will.
 */
final class ConchSession extends ServerSessionImpl {

	private static final Log logger = LogFactory.getLog(ConchSession.class);

	ConchSession(ServerFactoryManager server, IoSession connection) throws Exception {
		super(server, connection);
	}

	/** What is no fault of the peer's is logged by who handles it. */
	@Override
	public void exceptionCaught(Throwable cause) {
		if (cause instanceof IOException || !isOpen()) {
			logger.debug("Ended by a fault of the peer", cause);
		}
		else {
			logger.error("Failed to handle what a peer has sent", cause);
		}
		signalExceptionCaught(cause);
		int code = (cause instanceof SshException fault) ? fault.getDisconnectCode() : 0;
		if (code <= 0 || !isOpen()) {
			close(true);
			return;
		}
		try {
			disconnect(code, String.valueOf(cause.getMessage()));
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("The peer cannot be told " + SshConstants.getDisconnectReasonName(code), ex);
			close(true);
		}
	}

}
