package dev.torsion.conch.transport.forward;

import java.io.IOException;

import dev.torsion.conch.forward.ForwardEvent;
import org.apache.sshd.common.SshConstants;

/**
 * Something is not forwarded.
 */
final class TunnelRefusedException extends IOException {

	private static final long serialVersionUID = 1L;

	private final ForwardEvent.Outcome outcome;

	TunnelRefusedException(ForwardEvent.Outcome outcome) {
		super(outcome.name());
		this.outcome = outcome;
	}

	ForwardEvent.Outcome outcome() {
		return this.outcome;
	}

	/** The reason as RFC 4254 section 5.1 has it. */
	int code() {
		return switch (this.outcome) {
			case TOO_MANY -> SshConstants.SSH_OPEN_RESOURCE_SHORTAGE;
			case FAILED -> SshConstants.SSH_OPEN_CONNECT_FAILED;
			default -> SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED;
		};
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
