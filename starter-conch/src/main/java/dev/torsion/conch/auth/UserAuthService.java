package dev.torsion.conch.auth;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.torsion.conch.connection.LiveConnection;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;

/**
 * The service {@code ssh-userauth} of one connection, as MINA wants it.
 */
final class UserAuthService extends AbstractCloseable implements Service {

	private final Map<String, Object> properties = new ConcurrentHashMap<>();

	private final Session session;

	private final UserAuthentication authentication;

	UserAuthService(Session session, UserAuthentication authentication) {
		this.session = session;
		this.authentication = authentication;
		session.resetAuthTimeout();
		session
			.addCloseFutureListener((closed) -> LiveConnection.of(session).scheduler().schedule(authentication::end));
	}

	@Override
	public Session getSession() {
		return this.session;
	}

	@Override
	public Map<String, Object> getProperties() {
		return this.properties;
	}

	@Override
	public void start() {
	}

	@Override
	public void process(int command, Buffer buffer) {
		buffer.rpos(buffer.rpos() - 1);
		byte[] packet = new byte[buffer.available()];
		buffer.getRawBytes(packet);
		this.authentication.received(packet);
	}

}
