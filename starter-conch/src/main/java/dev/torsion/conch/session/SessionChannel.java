package dev.torsion.conch.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import dev.torsion.conch.Pty;
import dev.torsion.conch.audit.ProgramEnd;
import dev.torsion.conch.audit.SshAudit;
import dev.torsion.conch.connection.LiveConnection;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.BufferException;
import org.apache.sshd.common.util.threads.ThreadUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.channel.AbstractServerChannel;
import org.jspecify.annotations.Nullable;

/**
 * The channel of a session, as MINA sees it.
 */
final class SessionChannel extends AbstractServerChannel {

	private static final Log logger = LogFactory.getLog(SessionChannel.class);

	/** The largest data in a packet, as with OpenSSH; every peer can send as much. */
	private static final int PACKET = 32 * 1024;

	/** What a peer may have us cut output into. */
	private static final int SMALLEST_PACKET = 256;

	private static final int LARGEST_PACKET = 256 * 1024;

	/** How long a peer that does not read may keep us from closing the channel. */
	private static final Duration CLOSE_TIMEOUT = Duration.ofMinutes(10);

	private final LiveConnection connection;

	private final int maxSessions;

	private final SessionRequests requests;

	private final SessionInput input;

	private final SessionOutput output;

	private volatile @Nullable RunningProgram running;

	SessionChannel(LiveConnection connection, Programs programs, SshAudit audit, SessionSettings settings) {
		super(null);
		this.connection = connection;
		this.maxSessions = settings.maxSessions();
		this.input = new SessionInput(settings.window(), this::adjust);
		this.output = new SessionOutput(this::send, connection.scheduler(), settings.sendQueueLimit());
		this.requests = new SessionRequests(programs, audit, new Preparation(settings), this);
		CoreModuleProperties.WINDOW_SIZE.set(this, (long) settings.window());
		CoreModuleProperties.MAX_PACKET_SIZE.set(this, (long) PACKET);
		CoreModuleProperties.CHANNEL_CLOSE_TIMEOUT.set(this, CLOSE_TIMEOUT);
	}

	@Override
	public OpenFuture open(long recipient, long window, long packetSize, Buffer buffer) {
		boolean allowed = OpenSessions.of(getSession()).open(this.maxSessions);
		if (!allowed || packetSize < SMALLEST_PACKET) {
			OpenFuture refused = new DefaultOpenFuture(this, this.futureLock);
			refused.setException(new SshChannelOpenException(recipient,
					SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, "No more sessions"));
			close(true);
			return refused;
		}
		int size = (int) Math.min(packetSize, LARGEST_PACKET);
		this.output.opened(window, size);
		return super.open(recipient, window, size, buffer);
	}

	@Override
	public void handleChannelUnregistration(ConnectionService service) {
		OpenSessions.of(service.getSession()).closed();
		super.handleChannelUnregistration(service);
	}

	@Override
	public void handleRequest(Buffer buffer) throws IOException {
		try {
			super.handleRequest(buffer);
		}
		catch (BufferException ex) {
			insane("A malformed channel request");
		}
	}

	@Override
	protected RequestHandler.Result handleInternalRequest(String request, boolean wantReply, Buffer buffer) {
		return this.requests.handle(request, buffer) ? RequestHandler.Result.ReplySuccess
				: RequestHandler.Result.ReplyFailure;
	}

	/** A program begins when the peer has been told that it does. */
	@Override
	protected IoWriteFuture sendResponse(Buffer buffer, String request, RequestHandler.Result result, boolean wantReply)
			throws IOException {
		IoWriteFuture response = super.sendResponse(buffer, request, result, wantReply);
		RunningProgram program = this.requests.takeFound();
		if (program != null) {
			this.running = program;
			this.connection.scheduler().schedule(program::start);
		}
		return response;
	}

	/**
	 * All output of the program is on its way.
	 * @param exit how it has ended
	 */
	void end(Exit exit) {
		try {
			if (exit.signal() != null) {
				sendExitSignal(exit.signal());
			}
			else {
				sendExitStatus(exit.status());
			}
			sendEof();
			close(false);
		}
		catch (IOException ex) {
			logger.debug("The connection of a program that has ended is gone", ex);
			close(true);
		}
	}

	/** RFC 4254 section 6.10. */
	private void sendExitSignal(String signal) throws IOException {
		Buffer buffer = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, 64 + signal.length());
		buffer.putUInt(getRecipient());
		buffer.putString("exit-signal");
		buffer.putBoolean(false);
		buffer.putString(signal);
		buffer.putBoolean(false);
		buffer.putString("");
		buffer.putString("");
		writePacket(buffer);
	}

	String name() {
		return this.connection.id() + "/" + getChannelId();
	}

	LiveConnection connection() {
		return this.connection;
	}

	LiveSession session(String command, Map<String, String> environment, @Nullable Pty pty) {
		return new LiveSession(this.connection, command, environment, pty, this.input, this.output);
	}

	/** The peer reads no more. */
	void refuseOutput() {
		this.output.close("The peer reads no more");
	}

	ProgramEnd traffic(String outcome, Duration duration) {
		return new ProgramEnd(outcome, duration, this.input.received(), this.output.sent());
	}

	@Override
	public void handleData(Buffer buffer) throws IOException {
		int length = length(buffer);
		if (length >= 0 && !this.input.received(ByteBuffer.wrap(buffer.array(), buffer.rpos(), length).slice())) {
			insane("More than the window of the channel");
		}
	}

	/** Peers have no errors to send; what they send as such counts, and is dropped. */
	@Override
	public void handleExtendedData(Buffer buffer) throws IOException {
		buffer.getUInt();
		int length = length(buffer);
		if (length >= 0 && !this.input.ignored(length)) {
			insane("More than the window of the channel");
		}
	}

	private int length(Buffer buffer) throws IOException {
		long length = (buffer.available() >= Integer.BYTES) ? buffer.getUInt() : PACKET + 1;
		if (length > PACKET || length > buffer.available()) {
			insane("More than the packet size of the channel");
			return -1;
		}
		return (int) length;
	}

	@Override
	public void handleEof() {
		this.eofReceived.set(true);
		this.input.ended();
	}

	@Override
	public void handleWindowAdjust(Buffer buffer) throws IOException {
		if (!this.output.opened(buffer.getUInt())) {
			insane("A window beyond what a window can be");
		}
	}

	private void insane(String message) throws IOException {
		logger.debug("Connection " + this.connection + ": " + message);
		getSession().disconnect(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, message);
	}

	private void adjust(int bytes) {
		try {
			if (!isEofSignalled() && !isClosing()) {
				sendWindowAdjust(bytes);
			}
		}
		catch (IOException ex) {
			logger.debug("A connection is gone", ex);
		}
	}

	/** As one of MINA's own threads, which it never has wait for a key exchange. */
	private void send(boolean errors, ByteBuffer bytes, int length, Consumer<Boolean> written) throws IOException {
		Buffer buffer = getSession().createBuffer(
				errors ? SshConstants.SSH_MSG_CHANNEL_EXTENDED_DATA : SshConstants.SSH_MSG_CHANNEL_DATA, length + 12);
		buffer.putUInt(getRecipient());
		if (errors) {
			buffer.putUInt(SshConstants.SSH_EXTENDED_DATA_STDERR);
		}
		buffer.putUInt(length);
		int position = buffer.wpos();
		buffer.ensureCapacity(length);
		bytes.get(buffer.array(), position, length);
		buffer.wpos(position + length);
		ThreadUtils.runAsInternal(buffer, this::writePacket)
			.addListener((future) -> written.accept(future.isWritten()));
	}

	/** On any thread. */
	@Override
	protected void preClose() {
		super.preClose();
		try {
			this.connection.scheduler().schedule(this::closed);
		}
		catch (RejectedExecutionException ex) {
			closed();
		}
	}

	/**
	 * Who is cancelled first does not take the end of the channel for that of the input.
	 */
	private void closed() {
		RunningProgram program = this.running;
		if (program != null) {
			program.cancel();
		}
		this.output.close("The channel is closed");
		this.input.ended();
		this.requests.close();
	}

	@Override
	protected void doWriteData(byte[] data, int offset, long length) {
		throw new UnsupportedOperationException();
	}

	@Override
	protected void doWriteExtendedData(byte[] data, int offset, long length) {
		throw new UnsupportedOperationException();
	}

}
