package dev.torsion.conch.session;

import dev.torsion.conch.Pty;
import dev.torsion.conch.SshLogin;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshRestrictions;
import dev.torsion.conch.audit.ProgramRun;
import dev.torsion.conch.audit.SshAudit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is asked for: one program, and what belongs to it. All else is refused,
 * X11 and agents among it.
 */
final class SessionRequests {

	private static final Log logger = LogFactory.getLog(SessionRequests.class);

	private static final int LONGEST_COMMAND = 64 * 1024;

	private final Programs programs;

	private final SshAudit audit;

	private final Preparation preparation;

	private final SessionChannel channel;

	private volatile @Nullable LiveSession session;

	private @Nullable RunningProgram found;

	SessionRequests(Programs programs, SshAudit audit, Preparation preparation, SessionChannel channel) {
		this.programs = programs;
		this.audit = audit;
		this.preparation = preparation;
		this.channel = channel;
	}

	/**
	 * Does what is asked for.
	 * @param request the name of the request
	 * @param buffer what belongs to it
	 * @return whether it was done
	 */
	boolean handle(String request, Buffer buffer) {
		LiveSession current = this.session;
		return (current != null) ? control(current, request, buffer) : prepare(request, buffer);
	}

	/**
	 * The program that was asked for, the first time it is asked for here.
	 * @return the program, to be started
	 */
	@Nullable RunningProgram takeFound() {
		RunningProgram taken = this.found;
		this.found = null;
		return taken;
	}

	void close() {
		LiveSession current = this.session;
		if (current != null) {
			current.close();
		}
	}

	/** What there is to ask for before a program runs. */
	private boolean prepare(String request, Buffer buffer) {
		SshRestrictions restrictions = this.channel.connection().login().restrictions();
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
			case "eow@openssh.com" -> this.channel.refuseOutput();
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
		LiveSession current = this.channel.session(command, this.preparation.environment(restrictions, asked),
				this.preparation.pty());
		ProgramRun run = run(request, current);
		try {
			SshProgram program = this.programs.find(request, current);
			if (program == null) {
				logger.debug("Session " + run.session() + ": nothing is known of " + run.program());
				return false;
			}
			this.audit.started(run);
			this.found = new RunningProgram(program, current, run, this.audit, this.channel);
			this.session = current;
			return true;
		}
		catch (RuntimeException ex) {
			logger.error("Session " + run.session() + ": failed to find or to audit " + run.program(), ex);
			return false;
		}
	}

	private ProgramRun run(ProgramRequest request, LiveSession current) {
		SshLogin login = current.connection().login();
		return new ProgramRun(this.channel.name(), login.name(), login.key(), current.connection().peer(),
				request.toString(), current.pty() != null);
	}

}
