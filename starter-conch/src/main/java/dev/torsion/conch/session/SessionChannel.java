package dev.torsion.conch.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

import dev.torsion.conch.Pty;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshRestrictions;
import dev.torsion.conch.audit.ProgramEnd;
import dev.torsion.conch.audit.ProgramRun;
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

	private static final int LONGEST_COMMAND = 64 * 1024;

	/** How long a peer that does not read may keep us from closing the channel. */
	private static final Duration CLOSE_TIMEOUT = Duration.ofMinutes(1);

	private final LiveConnection connection;

	private final Programs programs;

	private final SshAudit audit;

	private final SessionSettings settings;

	private final Preparation preparation;

	private final SessionInput input;

	private final SessionOutput output;

	private @Nullable LiveSession session;

	private @Nullable RunningProgram found;

	private volatile @Nullable RunningProgram running;

	SessionChannel(LiveConnection connection, Programs programs, SshAudit audit, SessionSettings settings) {
		super(null);
		this.connection = connection;
		this.programs = programs;
		this.audit = audit;
		this.settings = settings;
		this.preparation = new Preparation(settings);
		this.input = new SessionInput(settings.window(), this::adjust);
		this.output = new SessionOutput(this::send, connection.scheduler(), settings.sendQueueLimit());
		CoreModuleProperties.WINDOW_SIZE.set(this, (long) settings.window());
		CoreModuleProperties.MAX_PACKET_SIZE.set(this, (long) PACKET);
		CoreModuleProperties.CHANNEL_CLOSE_TIMEOUT.set(this, CLOSE_TIMEOUT);
	}

	@Override
	public OpenFuture open(long recipient, long window, long packetSize, Buffer buffer) {
		boolean allowed = OpenSessions.of(getSession()).open(this.settings.maxSessions());
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
		LiveSession current = this.session;
		boolean done = (current != null) ? control(current, request, buffer) : prepare(request, buffer);
		return done ? RequestHandler.Result.ReplySuccess : RequestHandler.Result.ReplyFailure;
	}

	/** What there is to ask for before a program runs. */
	private boolean prepare(String request, Buffer buffer) {
		SshRestrictions restrictions = this.connection.login().restrictions();
		return switch (request) {
			case "pty-req" -> this.preparation.pty(buffer, restrictions);
			case "env" -> this.preparation.variable(buffer);
			case "window-change" -> this.preparation.resize(buffer);
			case "shell" -> find(new ProgramRequest(ProgramRequest.Kind.SHELL, ""), restrictions);
			case "exec" -> find(new ProgramRequest(ProgramRequest.Kind.EXEC, buffer.getString()), restrictions);
			case "subsystem" ->
				find(new ProgramRequest(ProgramRequest.Kind.SUBSYSTEM, buffer.getString()), restrictions);
			default -> false;
		};
	}

	/** What there is to ask for while one does. */
	private boolean control(LiveSession current, String request, Buffer buffer) {
		Pty pty = current.pty();
		switch (request) {
			case "window-change" -> {
				if (pty == null) {
					return false;
				}
				current.resized(Preparation.resized(pty, buffer));
			}
			case "signal" -> current.signalled(buffer.getString());
			case "break" -> current.signalled("BREAK");
			case "eow@openssh.com" -> this.output.close("The peer reads no more");
			default -> {
				return false;
			}
		}
		return true;
	}

	private boolean find(ProgramRequest asked, SshRestrictions restrictions) {
		if (asked.text().length() > LONGEST_COMMAND) {
			return false;
		}
		ProgramRequest request = asked.under(restrictions);
		String command = (request.kind() == ProgramRequest.Kind.EXEC) ? request.text() : "";
		LiveSession current = new LiveSession(this.connection, command,
				this.preparation.environment(restrictions, asked), this.preparation.pty(), this.input, this.output);
		ProgramRun run = run(request, current);
		try {
			SshProgram program = this.programs.find(request, current);
			if (program == null) {
				logger.debug("Session " + run.session() + ": nothing is known of " + run.program());
				return false;
			}
			this.audit.started(run);
			this.found = new RunningProgram(program, current, run, this.audit, this);
			this.session = current;
			return true;
		}
		catch (RuntimeException ex) {
			logger.error("Session " + run.session() + ": failed to find or to audit " + run.program(), ex);
			return false;
		}
	}

	private ProgramRun run(ProgramRequest request, LiveSession current) {
		return new ProgramRun(this.connection.id() + "/" + getChannelId(), this.connection.login().name(),
				this.connection.login().key(), this.connection.peer(), request.toString(), current.pty() != null);
	}

	/** A program begins when the peer has been told that it does. */
	@Override
	protected IoWriteFuture sendResponse(Buffer buffer, String request, RequestHandler.Result result, boolean wantReply)
			throws IOException {
		IoWriteFuture response = super.sendResponse(buffer, request, result, wantReply);
		RunningProgram program = this.found;
		if (program != null) {
			this.found = null;
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
	private void send(boolean errors, ByteBuffer bytes, int length, Runnable written) throws IOException {
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
		ThreadUtils.runAsInternal(buffer, this::writePacket).addListener((future) -> written.run());
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
		LiveSession current = this.session;
		if (current != null) {
			current.close();
		}
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
