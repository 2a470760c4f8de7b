package dev.torsion.conch.autoconfigure.manhole;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.torsion.conch.manhole.AuditFile;
import dev.torsion.conch.manhole.Manhole;
import dev.torsion.conch.manhole.ManholeAudit;
import dev.torsion.conch.manhole.ManholeEvent;
import dev.torsion.files.DataFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ConchManholeAutoConfiguration} and
 * {@link ConchManholeEndpointAutoConfiguration}.
 */
class ConchManholeAutoConfigurationTests {

	@TempDir
	private Path data;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ConchManholeAutoConfiguration.class, ConchManholeEndpointAutoConfiguration.class))
		.withBean(DataFolder.class, () -> new DataFolder(this.data));

	private ApplicationContextRunner enabled() {
		return this.runner.withPropertyValues("network.conch.manhole.enabled=true",
				"network.conch.manhole.role=MANHOLE");
	}

	@Test
	void isOffUnlessItIsEnabled() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(Manhole.class));
		enabled().withPropertyValues("network.conch.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Manhole.class));
		enabled().run((context) -> assertThat(context).hasSingleBean(Manhole.class).hasSingleBean(AuditFile.class));
	}

	@Test
	void doesNotStartWithoutARole() {
		fails(this.runner.withPropertyValues("network.conch.manhole.enabled=true"), "everybody who has an account");
	}

	@Test
	void doesNotStartWhereOthersCanReachIt() {
		fails(enabled().withPropertyValues("network.conch.manhole.address=0.0.0.0"), "reachable from other machines");
		fails(enabled().withPropertyValues("network.conch.manhole.address="), "reachable from other machines");
		starts(enabled().withPropertyValues("network.conch.manhole.address=::1"));
		starts(enabled().withPropertyValues("network.conch.manhole.address=0.0.0.0",
				"network.conch.manhole.allow-remote=true"));
		starts(enabled().withPropertyValues("network.conch.manhole.address=0.0.0.0",
				"network.conch.manhole.unix-socket=manhole.sock"));
	}

	@Test
	void doesNotStartWhereAKeyIsNotAsked() {
		fails(enabled().withPropertyValues("network.conch.manhole.authentication-methods=publickey password"),
				"without a key");
		starts(enabled()
			.withPropertyValues("network.conch.manhole.authentication-methods=publickey,keyboard-interactive:totp"));
	}

	@Test
	void isOffInProductionUnlessItIsSaidUntilWhen() {
		ApplicationContextRunner production = enabled()
			.withInitializer((context) -> context.getEnvironment().setActiveProfiles("prod"));
		production.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Manhole.class));
		starts(production.withPropertyValues("network.conch.manhole.until=" + Instant.now().plusSeconds(60)));
	}

	@Test
	void isOffWhenItsTimeIsOver() {
		enabled().withPropertyValues("network.conch.manhole.until=2020-01-01T00:00:00Z")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Manhole.class));
	}

	@Test
	void needsAJdk() {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> ManholeRules.checkJava(false, false))
			.withMessageContaining("jdk.jshell");
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> ManholeRules.checkJava(true, true))
			.withMessageContaining("native image");
	}

	@Test
	void keepsEventsAsAuditEventsToo() {
		ManholeEvent event = new ManholeEvent(Instant.EPOCH, "alice", ManholeEvent.SNIPPET, Map.of("source", "1 + 1"));
		enabled().withBean(FailingListener.class).run((context) -> {
			assertThat(context.getBeansOfType(ManholeAudit.class)).hasSize(2);
			assertThatIllegalStateException().isThrownBy(() -> context.getBean(AuditEvents.class).keep(event))
				.withMessageContaining("principal=alice, type=MANHOLE_SNIPPET, data={source=1 + 1}");
		});
	}

	@Test
	void goesWithoutTheActuator() {
		starts(new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ConchManholeAutoConfiguration.class))
			.withBean(DataFolder.class, () -> new DataFolder(this.data))
			.withPropertyValues("network.conch.manhole.enabled=true", "network.conch.manhole.role=MANHOLE")
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate")));
	}

	@Test
	void tellsWhoIsInsideIfTheEndpointIsExposed() {
		enabled().run((context) -> assertThat(context).doesNotHaveBean(ManholeEndpoint.class));
		enabled().withPropertyValues("management.endpoints.web.exposure.include=manhole").run((context) -> {
			ManholeEndpoint endpoint = context.getBean(ManholeEndpoint.class);
			assertThat(endpoint.sessions()).isEqualTo(new ManholeEndpoint.Sessions(true, List.of()));
			assertThat(endpoint.end("1").getStatus()).isEqualTo(404);
			endpoint.disable();
			assertThat(endpoint.sessions().open()).isFalse();
		});
	}

	private static void fails(ApplicationContextRunner runner, String description) {
		runner.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(FailureAnalyzedException.class)
			.hasMessageContaining(description));
	}

	private static void starts(ApplicationContextRunner runner) {
		runner.run((context) -> assertThat(context).hasSingleBean(Manhole.class));
	}

	static final class FailingListener implements ApplicationListener<AuditApplicationEvent> {

		@Override
		public void onApplicationEvent(AuditApplicationEvent event) {
			throw new IllegalStateException(event.getSource().toString());
		}

	}

}
