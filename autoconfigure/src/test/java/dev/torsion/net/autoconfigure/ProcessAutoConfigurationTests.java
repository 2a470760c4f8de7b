package dev.torsion.net.autoconfigure;

import java.time.Duration;

import dev.torsion.net.process.Command;
import dev.torsion.net.process.ProcessSettings;
import dev.torsion.net.process.Processes;
import dev.torsion.net.process.TooManyProcessesException;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessAutoConfiguration}.
 */
class ProcessAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class, ProcessAutoConfiguration.class));

	@Test
	void startsProcessesAndEndsThemWithTheApplication() {
		long[] pid = new long[1];
		this.runner.run((context) -> pid[0] = context.getBean(Processes.class)
			.start(Command.of("/bin/sleep", "1000"))
			.blockOptional()
			.orElseThrow()
			.pid());
		ProcessHandle.of(pid[0]).ifPresent((process) -> process.onExit().join());
	}

	@Test
	void makesNothingBeforeSomebodyWantsIt() {
		this.runner
			.run((context) -> assertThat(context.getBeanFactory().containsSingleton("networkProcesses")).isFalse());
	}

	@Test
	void bindsItsProperties() {
		this.runner
			.withPropertyValues("network.processes.max=1", "network.processes.kill-grace=3s",
					"network.processes.linger=4s")
			.run((context) -> {
				assertThat(context.getBean(ProcessProperties.class).settings())
					.isEqualTo(new ProcessSettings(1, Duration.ofSeconds(3), Duration.ofSeconds(4)));
				Processes processes = context.getBean(Processes.class);
				processes.start(Command.of("/bin/sleep", "1000")).block();
				StepVerifier.create(processes.start(Command.of("/bin/sleep", "1000")))
					.verifyError(TooManyProcessesException.class);
			});
	}

	@Test
	void backsOffForAnotherBean() {
		Processes own = new Processes(new ProcessSettings(1, Duration.ofSeconds(1), Duration.ofSeconds(1)),
				Schedulers.parallel(), Thread::new);
		this.runner.withBean(Processes.class, () -> own)
			.run((context) -> assertThat(context.getBean(Processes.class)).isSameAs(own));
	}

}
