package dev.torsion.conch.transport;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.BufferException;
import org.apache.sshd.server.ServerFactoryManager;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.jspecify.annotations.Nullable;

/**
 * A session of a server that takes only short packets, and not many, from who has not
 * logged in, and writes nothing into logs that peers have made up.
 */
final class GuardedSession extends ServerSessionImpl {

	/** The longest packet before a login: none that is needed is longer. */
	static final int MAX_LOGIN_PACKET = 64 * 1024;

	/** How many packets there may be before a login: a dozen keys, each tried twice. */
	static final int MAX_LOGIN_PACKETS = 500;

	/** The longest text of a disconnection: some quotes what the peer has sent. */
	private static final int MAX_REASON = 255;

	private static final Log logger = LogFactory.getLog(GuardedSession.class);

	private int packets;

	GuardedSession(ServerFactoryManager server, IoSession session) throws Exception {
		super(server, session);
	}

	@Override
	protected void decode() throws Exception {
		super.decode();
		if (this.discarding != null && this.inCipher == null) {
			// MINA waits for more, which hides from nobody what is not encrypted
			throw new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "Not the length of a packet");
		}
		// What is left is the beginning of one packet
		check(this.decoderBuffer.available());
	}

	@Override
	protected void handleMessage(Buffer packet) throws Exception {
		check(packet.available());
		if (!isAuthenticated() && ++this.packets > MAX_LOGIN_PACKETS) {
			throw new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "Too many packets before a login");
		}
		super.handleMessage(packet);
	}

	private void check(int length) throws SshException {
		if (length > MAX_LOGIN_PACKET && !isAuthenticated()) {
			throw new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "Too long a packet before a login");
		}
	}

	/** What cannot be written in time ends the connection. */
	@Override
	public IoWriteFuture writePacket(Buffer packet, long timeout, TimeUnit unit) throws IOException {
		IoWriteFuture written = writePacket(packet);
		if (!written.isDone() && getIoSession() instanceof ChannelSession session) {
			session.abortUnless(written, timeout, unit);
		}
		return written;
	}

	/**
	 * As MINA does it, without a warning and a stack trace in the log for what any peer
	 * can cause at will.
	 */
	@Override
	public void exceptionCaught(Throwable thrown) {
		Throwable cause = clean(isFault(thrown) ? fault(thrown) : thrown);
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
			logger.debug("The peer cannot be told why it is disconnected", ex);
			close(true);
		}
	}

	/**
	 * What comes of bytes that are not what they should be: whatever MINA and ciphers
	 * make of them before somebody has logged in, for until then nothing else is run.
	 */
	private boolean isFault(Throwable cause) {
		return cause instanceof BufferException || cause instanceof GeneralSecurityException || (!isAuthenticated()
				&& (cause instanceof IllegalStateException || cause instanceof IllegalArgumentException));
	}

	private static SshException fault(Throwable cause) {
		return new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, String.valueOf(cause.getMessage()), cause);
	}

	/** MINA's own reasons quote what the peer has sent, and are logged. */
	@Override
	public void disconnect(int reason, String text) throws IOException {
		String told = printable(text);
		super.disconnect(reason, (told.length() > MAX_REASON) ? told.substring(0, MAX_REASON) : told);
	}

	/** What is the peer's fault is not worth more. */
	@Override
	protected void warn(String message, Object one, Object two, Object three, Object four, Throwable cause) {
		if (cause instanceof IOException) {
			debug(message, one, two, three, four, cause);
		}
		else {
			super.warn(message, one, two, three, four, cause);
		}
	}

	@Override
	protected void handleDisconnect(int code, String message, String language, Buffer packet) throws Exception {
		super.handleDisconnect(code, printable(message), printable(language), packet);
	}

	/** Messages of MINA's quote what the peer has sent. */
	private static Throwable clean(Throwable cause) {
		String message = cause.getMessage();
		if (message == null || message.equals(printable(message))) {
			return cause;
		}
		Throwable cleaned = new IllegalStateException(printable(message));
		if (cause instanceof IOException) {
			int code = (cause instanceof SshException ssh) ? ssh.getDisconnectCode() : 0;
			cleaned = new SshException(code, printable(message));
		}
		cleaned.setStackTrace(cause.getStackTrace());
		return cleaned;
	}

	static String printable(@Nullable String text) {
		return (text != null) ? text.replaceAll("[^ -~]", "?") : "";
	}

	/** RFC 4253 section 4.2: printable US-ASCII. */
	@Override
	protected void signalReadPeerIdentificationLine(String line, List<String> lines) throws Exception {
		if (!line.equals(printable(line))) {
			throw new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "Not an identification");
		}
		super.signalReadPeerIdentificationLine(line, lines);
	}

}
