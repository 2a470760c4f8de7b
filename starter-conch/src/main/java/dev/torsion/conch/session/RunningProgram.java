package dev.torsion.conch.session;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.torsion.conch.KilledBySignalException;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.audit.ProgramRun;
import dev.torsion.conch.audit.SshAudit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.security.core.context.ReactiveSecurityContextHolder;

/**
 * The run of a program, from its first step to the last byte of its output.
 */
final class RunningProgram {

	private static final Log logger = LogFactory.getLog(RunningProgram.class);

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	private final SshProgram program;

	private final LiveSession session;

	private final ProgramRun run;

	private final SshAudit audit;

	private final SessionChannel channel;

	private final Scheduler scheduler;

	private final long begun;

	private final AtomicBoolean ended = new AtomicBoolean();

	private final Disposable.Swap running = Disposables.swap();

	RunningProgram(SshProgram program, LiveSession session, ProgramRun run, SshAudit audit, SessionChannel channel) {
		this.program = program;
		this.session = session;
		this.run = run;
		this.audit = audit;
		this.channel = channel;
		this.scheduler = session.connection().scheduler();
		this.begun = this.scheduler.now(TimeUnit.NANOSECONDS);
	}

	void start() {
		if (this.ended.get()) {
			return;
		}
		this.running.replace(Mono.defer(() -> this.program.run(this.session))
			.defaultIfEmpty(0)
			.contextWrite(ReactiveSecurityContextHolder.withAuthentication(this.session.connection().authentication()))
			.subscribe((status) -> end(Exit.of(status)), (ex) -> end(failed(ex))));
	}

	private Exit failed(Throwable ex) {
		if (ex instanceof KilledBySignalException killed) {
			return new Exit(1, killed.signal());
		}
		if (ex instanceof OutputClosedException || ex.getCause() instanceof OutputClosedException) {
			logger.debug("Session " + this.run.session() + ": nobody reads what " + this.run.program() + " writes");
		}
		else {
			logger.error("Session " + this.run.session() + ": failed to run " + this.run.program(), ex);
		}
		return new Exit(1, null);
	}

	private void end(Exit exit) {
		if (ended(exit.toString())) {
			this.running.replace(this.session.write(NOTHING.duplicate())
				.onErrorComplete()
				.subscribe(null, null, () -> this.channel.end(exit)));
		}
	}

	/** The channel is closed. */
	void cancel() {
		ended("closed");
		this.running.dispose();
	}

	/** An audit that fails now comes too late to matter to the peer. */
	private boolean ended(String outcome) {
		if (!this.ended.compareAndSet(false, true)) {
			return false;
		}
		long duration = this.scheduler.now(TimeUnit.NANOSECONDS) - this.begun;
		try {
			this.audit.ended(this.run, this.channel.traffic(outcome, Duration.ofNanos(duration)));
		}
		catch (RuntimeException ex) {
			logger.error("Session " + this.run.session() + ": failed to tell the audit of its end", ex);
		}
		return true;
	}

}
