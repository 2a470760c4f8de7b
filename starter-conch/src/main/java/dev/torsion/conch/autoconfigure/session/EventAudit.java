package dev.torsion.conch.autoconfigure.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.torsion.conch.audit.ProgramEnd;
import dev.torsion.conch.audit.ProgramRun;
import dev.torsion.conch.audit.SshAudit;
import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes who runs what as audit events of Spring Boot's, {@code SSH_PROGRAM_STARTED}
 * and {@code SSH_PROGRAM_ENDED}, where listeners may block.
 */
final class EventAudit implements SshAudit {

	private static final Log logger = LogFactory.getLog(EventAudit.class);

	private final ApplicationEventPublisher publisher;

	private final EventLoop loop;

	EventAudit(ApplicationEventPublisher publisher, EventLoop loop) {
		this.publisher = publisher;
		this.loop = loop;
	}

	@Override
	public void started(ProgramRun run) {
		publish("SSH_PROGRAM_STARTED", run, data(run));
	}

	@Override
	public void ended(ProgramRun run, ProgramEnd end) {
		Map<String, Object> data = data(run);
		data.put("outcome", end.outcome());
		data.put("duration", end.duration().toMillis());
		data.put("received", end.received());
		data.put("sent", end.sent());
		publish("SSH_PROGRAM_ENDED", run, data);
	}

	private static Map<String, Object> data(ProgramRun run) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("session", run.session());
		data.put("peer", String.valueOf(run.peer()));
		if (run.key() != null) {
			data.put("key", run.key());
		}
		data.put("program", run.program());
		data.put("terminal", run.terminal());
		return data;
	}

	/** An application that ends may publish, and then have no loop to come back to. */
	private void publish(String type, ProgramRun run, Map<String, Object> data) {
		AuditApplicationEvent event = new AuditApplicationEvent(new AuditEvent(run.name(), type, data));
		AtomicBoolean published = new AtomicBoolean();
		this.loop.blocking(() -> {
			this.publisher.publishEvent(event);
			published.set(true);
			return null;
		}).subscribe(null, (ex) -> {
			if (!published.get()) {
				logger.error("Failed to publish what runs in session " + run.session(), ex);
			}
		});
	}

}
