package dev.torsion.conch.auth;

import java.io.IOException;
import java.security.KeyPair;
import java.util.Arrays;

import dev.torsion.conch.SshLogin;
import dev.torsion.conch.auth.key.KeyAlgorithm;
import dev.torsion.conch.connection.ConnectionOutcome;
import dev.torsion.conch.connection.LiveConnection;
import dev.torsion.cred.Login;
import dev.torsion.cred.LoginContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * A session of MINA's, as the service sees it.
 */
final class SessionPeer implements AuthPeer {

	private static final Log logger = LogFactory.getLog(SessionPeer.class);

	private final ServerSession session;

	private final LiveConnection connection;

	private final LoginContext context;

	private final byte @Nullable [] hostKey;

	SessionPeer(ServerSession session) {
		this.session = session;
		this.connection = LiveConnection.of(session);
		this.context = new LoginContext("ssh", this.connection.peer(), session.getIoSession().getLocalAddress(), true,
				null, (type) -> null, () -> this.connection.disconnect("The account may not be used any more"));
		KeyPair host = session.getHostKey();
		this.hostKey = (host != null) ? encoded(host) : null;
	}

	private static byte[] encoded(KeyPair host) {
		ByteArrayBuffer buffer = new ByteArrayBuffer();
		buffer.putRawPublicKey(host.getPublic());
		return buffer.getCompactData();
	}

	@Override
	public void send(byte[] packet) {
		Buffer buffer = this.session.createBuffer(packet[0], packet.length);
		buffer.putRawBytes(Arrays.copyOfRange(packet, 1, packet.length));
		try {
			this.session.writePacket(buffer);
		}
		catch (IOException ex) {
			gone(ex);
		}
	}

	@Override
	public void disconnect(int reason, String text) {
		logger.debug("Connection %s: %s".formatted(this.connection, text));
		try {
			this.session.disconnect(reason, text);
		}
		catch (IOException ex) {
			gone(ex);
		}
	}

	private void gone(IOException cause) {
		logger.debug("Connection %s is gone".formatted(this.connection), cause);
		this.session.close(true);
	}

	/**
	 * The listener is added first, and called at once if the session is closed already.
	 */
	@Override
	public void succeed(String service, SshLogin login, Login<?> held) {
		this.session.addCloseFutureListener((closed) -> held.logout().subscribe());
		this.connection.loggedIn(login);
		try {
			this.session.signalAuthenticationSuccess(login.name(), service, new ByteArrayBuffer());
			logger.info("'%s' has logged in by %s over %s".formatted(login.name(),
					(login.key() != null) ? login.key() : "password", this.connection));
		}
		// In the middle of a key exchange, among others
		catch (Exception ex) {
			logger.debug("Connection %s cannot go on".formatted(this.connection), ex);
			this.session.close(true);
		}
	}

	@Override
	public LoginContext context() {
		return this.context;
	}

	@Override
	public byte[] sessionId() {
		return this.session.getSessionId();
	}

	@Override
	public byte @Nullable [] hostKey() {
		return this.hostKey;
	}

	@Override
	public boolean allows(KeyAlgorithm algorithm) {
		return this.session.getSignatureFactoriesNames().contains(algorithm.signatureName());
	}

	@Override
	public Scheduler scheduler() {
		return this.connection.scheduler();
	}

	@Override
	public void failed() {
		this.connection.failed(ConnectionOutcome.FAILED);
	}

}
