package dev.torsion.conch.audit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes who runs what to the log, under the name of {@link SshAudit}.
 */
public final class LogAudit implements SshAudit {

	private static final Log logger = LogFactory.getLog(SshAudit.class);

	@Override
	public void started(ProgramRun run) {
		logger.info("Session " + run.session() + ": " + run.name() + " from " + run.peer()
				+ ((run.key() != null) ? " with key " + run.key() : "") + " runs " + run.program());
	}

	@Override
	public void ended(ProgramRun run, ProgramEnd end) {
		logger.info("Session " + run.session() + ": " + run.program() + " of " + run.name() + " has ended: "
				+ end.outcome() + " after " + end.duration().toMillis() + " ms, " + end.received() + " bytes received, "
				+ end.sent() + " sent");
	}

}
