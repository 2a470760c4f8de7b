package dev.torsion.conch.transport;

import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.server.ServerFactoryManager;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;

/**
 * Sessions of a server which hold peers that have not logged in to less than MINA does.
 */
public final class GuardedSessions extends SessionFactory {

	/**
	 * Creates the handler of a server's connections.
	 * @param server the server, which need not be started
	 */
	public GuardedSessions(ServerFactoryManager server) {
		super(server);
	}

	@Override
	protected ServerSessionImpl doCreateSession(IoSession session) throws Exception {
		return new GuardedSession(getServer(), session);
	}

}
