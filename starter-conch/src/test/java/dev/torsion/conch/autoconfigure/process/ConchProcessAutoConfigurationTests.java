package dev.torsion.conch.autoconfigure.process;

import java.nio.file.Path;

import dev.torsion.conch.autoconfigure.git.ConchGitAutoConfiguration;
import dev.torsion.conch.git.GitExec;
import dev.torsion.conch.process.SystemPrograms;
import dev.torsion.conch.test.RecordingConnection;
import dev.torsion.conch.test.RecordingSession;
import dev.torsion.net.EventLoop;
import dev.torsion.net.autoconfigure.ProcessAutoConfiguration;
import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConchProcessAutoConfiguration} and {@link ConchGitAutoConfiguration}.
 */
class ConchProcessAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean(EventLoop.class, VirtualEventLoop::new)
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, ConchProcessAutoConfiguration.class,
				ConchGitAutoConfiguration.class));

	private final ApplicationContextRunner configured = this.runner.withPropertyValues(
			"network.conch.process.programs[0].name=backup", "network.conch.process.programs[0].role=OPS",
			"network.conch.process.programs[0].command=/bin/echo,hello");

	@Test
	void runsNothingOfTheSystemUnlessItIsConfigured() {
		this.runner
			.run((context) -> assertThat(context).doesNotHaveBean(SystemPrograms.class).doesNotHaveBean(GitExec.class));
	}

	@Test
	void runsWhatIsConfiguredForWhoHasTheRole() {
		this.configured.run((context) -> {
			SystemPrograms programs = context.getBean(SystemPrograms.class);
			RecordingSession ops = RecordingSession.of("backup", RecordingConnection.of("alice", "ROLE_OPS"));
			assertThat(programs.find("backup", ops)).isNotNull();
			assertThat(programs.find("backup", RecordingSession.of("backup"))).isNull();
		});
	}

	@Test
	void saysWhatAProgramLacks() {
		this.runner.withPropertyValues("network.conch.process.programs[0].name=backup")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("no role"));
		this.configured.withPropertyValues("network.conch.process.programs[0].command=backup.sh")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("cannot be executed"));
	}

	@Test
	void servesRepositoriesOfTheRoot(@TempDir Path root) {
		this.runner.withPropertyValues("network.conch.git.root=" + root, "network.conch.git.program=/bin/sh")
			.run((context) -> assertThat(context).hasSingleBean(GitExec.class));
	}

	@Test
	void saysThatThereIsNoRootOrNoGit(@TempDir Path root) {
		this.runner.withPropertyValues("network.conch.git.root=/nowhere", "network.conch.git.program=/bin/sh")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("/nowhere"));
		this.runner.withPropertyValues("network.conch.git.root=" + root, "network.conch.git.program=/bin/no-git")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("/bin/no-git"));
	}

}
