package dev.torsion.conch.autoconfigure.client;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.torsion.conch.autoconfigure.transport.ConchTransportAutoConfiguration;
import dev.torsion.conch.client.SshClients;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ConchClientAutoConfigurationTests {

	private static final String HOST = "network.conch.client.hosts[0].";

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class, ConchTransportAutoConfiguration.class,
				ConchClientAutoConfiguration.class, ConchClientMetricsAutoConfiguration.class));

	@Test
	void knowsTheServersThatAreNamed() {
		this.runner.withPropertyValues(HOST + "name=db", HOST + "user=app", HOST + "password=secret").run((context) -> {
			SshClients clients = context.getBean(SshClients.class);
			assertThat(clients.remote("db")).hasToString("db (app at db:22)");
			assertThat(clients.isRunning()).isTrue();
			MeterRegistry registry = new SimpleMeterRegistry();
			context.getBean(SshClientMetrics.class).bindTo(registry);
			assertThat(registry.get("network.conch.client.connections").tag("host", "db").gauge().value()).isZero();
		});
	}

	@Test
	void refusesToStartWithoutAUser() {
		assertFailure("network.conch.client.hosts[0].user is not set", HOST + "name=db");
	}

	@Test
	void refusesToStartWithAKeyThatIsNone(@TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("key"), "no key");
		assertFailure("hosts[0].private-key has no private key", HOST + "name=db", HOST + "user=app",
				HOST + "private-key=" + file);
		assertFailure("names a file that cannot be read", HOST + "name=db", HOST + "user=app",
				HOST + "private-key=" + file + "2");
	}

	@Test
	void refusesToStartWithAJumpToNobody() {
		assertFailure("no host above has that name", HOST + "name=db", HOST + "user=app", HOST + "jump=gate");
	}

	@Test
	void refusesToStartWithAnAgentThatIsNotThere() {
		assertFailure("and there is none", "SSH_AUTH_SOCK=", HOST + "name=db", HOST + "user=app", HOST + "agent=true");
	}

	private void assertFailure(String message, String... properties) {
		this.runner.withPropertyValues(properties)
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining(message));
	}

}
