package dev.torsion.conch.autoconfigure.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.conch.audit.LogAudit;
import dev.torsion.conch.audit.ProgramEnd;
import dev.torsion.conch.audit.ProgramRun;
import dev.torsion.conch.audit.SshAudit;
import dev.torsion.conch.session.SessionChannelFactory;
import dev.torsion.net.EventLoop;
import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConchSessionAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConchSessionAutoConfigurationTests {

	private static final ProgramRun RUN = new ProgramRun("7/0", "alice", "SHA256:abc", null, "exec deploy shop", true);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean(EventLoop.class, VirtualEventLoop::new)
		.withConfiguration(AutoConfigurations.of(ConchSessionAutoConfiguration.class));

	@Test
	void makesSessionsThatAreAuditedInTheLog() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(SessionChannelFactory.class)
			.doesNotHaveBean(SshAudit.class));
	}

	@Test
	void writesTheAuditToTheLog(CapturedOutput output) {
		LogAudit audit = new LogAudit();
		audit.started(RUN);
		audit.ended(RUN, new ProgramEnd("0", Duration.ofSeconds(2), 3, 4));
		assertThat(output).contains("Session 7/0: alice from null with key SHA256:abc runs exec deploy shop")
			.contains("Session 7/0: exec deploy shop of alice has ended: 0 after 2000 ms, 3 bytes received, 4 sent");
	}

	@Test
	void publishesAuditEventsWhereTheApplicationKeepsThem() {
		List<AuditEvent> events = new ArrayList<>();
		ApplicationListener<AuditApplicationEvent> listener = (event) -> events.add(event.getAuditEvent());
		this.runner.withBean(AuditEventRepository.class, InMemoryAuditEventRepository::new)
			.withInitializer((context) -> context.addApplicationListener(listener))
			.run((context) -> {
				SshAudit audit = context.getBean(SshAudit.class);
				audit.started(RUN);
				audit.ended(RUN, new ProgramEnd("KILL", Duration.ofSeconds(2), 3, 4));
				assertThat(events).extracting(AuditEvent::getType)
					.containsExactly("SSH_PROGRAM_STARTED", "SSH_PROGRAM_ENDED");
				assertThat(events.get(1).getPrincipal()).isEqualTo("alice");
				assertThat(events.get(1).getData()).containsEntry("session", "7/0")
					.containsEntry("key", "SHA256:abc")
					.containsEntry("program", "exec deploy shop")
					.containsEntry("terminal", true)
					.containsEntry("outcome", "KILL")
					.containsEntry("duration", 2000L)
					.containsEntry("received", 3L)
					.containsEntry("sent", 4L);
			});
	}

	@Test
	void doesWithoutTheActuator() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasSingleBean(SessionChannelFactory.class));
	}

	@Test
	void leavesTheAuditToTheApplication() {
		this.runner.withBean(AuditEventRepository.class, InMemoryAuditEventRepository::new)
			.withBean(LogAudit.class)
			.run((context) -> assertThat(context).getBean(SshAudit.class).isInstanceOf(LogAudit.class));
	}

	@Test
	void isSwitchedOffWithTheServer() {
		this.runner.withPropertyValues("network.conch.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(SessionChannelFactory.class));
	}

	@Test
	void saysWhichValueIsWrong() {
		this.runner.withPropertyValues("network.conch.session.window=1KB")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(IllegalArgumentException.class)
				.hasMessageContaining("'window'"));
		this.runner.withPropertyValues("network.conch.session.max-sessions=0")
			.run((context) -> assertThat(context).getFailure()
				.cause()
				.cause()
				.isInstanceOf(FailureAnalyzedException.class));
	}

}
