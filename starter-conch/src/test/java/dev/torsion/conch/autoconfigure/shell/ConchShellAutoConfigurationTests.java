package dev.torsion.conch.autoconfigure.shell;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

import dev.torsion.conch.Pty;
import dev.torsion.conch.SshExec;
import dev.torsion.conch.SshShell;
import dev.torsion.conch.shell.LineShell;
import dev.torsion.conch.test.RecordingConnection;
import dev.torsion.conch.test.RecordingSession;
import dev.torsion.mapping.autoconfigure.MappingAutoConfiguration;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConchShellAutoConfiguration}.
 */
class ConchShellAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				MappingAutoConfiguration.class, ConchShellAutoConfiguration.class))
		.withUserConfiguration(Secured.class)
		.withBean(Operations.class)
		.withBean(Greet.class)
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s");

	private void exec(String line, BiConsumer<RecordingSession, ApplicationContext> then) {
		exec(RecordingSession.of(line, RecordingConnection.of("olga", "ROLE_OPS")), then);
	}

	private void exec(RecordingSession session, BiConsumer<RecordingSession, ApplicationContext> then) {
		this.runner.run((context) -> {
			start(session, context);
			then.accept(session, context);
		});
	}

	private static void start(RecordingSession session, ApplicationContext context) {
		session.run(Objects.requireNonNull(context.getBean(SshExec.class).find(session.command(), session)));
	}

	private void answers(String line, String output, int status) {
		exec(line, (session, context) -> {
			ends(session, status);
			assertThat(session.takeOutput()).isEqualTo(output);
			assertThat(session.takeErrors()).isEmpty();
		});
	}

	private void refuses(String line, String errors, int status) {
		exec(RecordingSession.of(line), (session, context) -> {
			ends(session, status);
			assertThat(session.takeErrors()).isEqualTo(errors);
			assertThat(session.takeOutput()).isEmpty();
		});
	}

	private static void ends(RecordingSession session, int status) {
		Awaitility.await().until(() -> session.exitStatus() != null || session.failure() != null);
		assertThat(session.exitStatus()).isEqualTo(status);
	}

	@Test
	void runsMethodsThatReturnAnything() {
		answers("deploy shop", "deploying shop\ndone for olga\n", 0);
		answers("stop shop", "", 0);
		answers("restart 'my shop'", "my shop restarted by olga\n", 0);
		answers("scale shop 42", "", 42);
		answers("echo 'a b'  c", "a b|c 1\n", 0);
	}

	@Test
	void writesBytesAsTheyAre() {
		exec("raw", (session, context) -> {
			ends(session, 0);
			assertThat(session.takeOutputBytes()).containsExactly(0, 10, -1);
		});
	}

	@Test
	void runsBeans() {
		answers("greet a 'b c'", "hello [a, b c]\n", 2);
	}

	@Test
	void permitsNothingThatSecurityForbids() {
		refuses("deploy shop", "deploy: permission denied\n", 126);
		refuses("stop shop", "stop: permission denied\n", 126);
		refuses("restart shop", "restart: permission denied\n", 126);
	}

	@Test
	void tellsHowACommandIsWritten() {
		refuses("deploy", "usage: deploy <app>\n", 2);
		refuses("echo", "usage: echo <words>...\n", 2);
		refuses("scale shop many", "What stands for {count} is not a int\nusage: scale <app> <count>\n", 2);
		refuses("echo 'a", "A ' is not closed\n", 2);
	}

	@Test
	void tellsWhatMayHaveBeenMeant() {
		refuses("deploi shop", "deploi: command not found, did you mean 'deploy'?\n", 127);
		refuses("xxxxxxxx", "xxxxxxxx: command not found\n", 127);
		refuses("", ": command not found\n", 127);
	}

	@Test
	void obeysNoSequencesInWhatItShows() {
		refuses("\u001b]0;pwned\u0007\u009b31m\u202e x", "?]0;pwned??31m?: command not found\n", 127);
		refuses("z".repeat(10_000), "z".repeat(200) + "...: command not found\n", 127);
	}

	@Test
	void endsWithTheStatusAndTheReasonOfAnException() {
		refuses("give up", "had enough\n", 7);
	}

	@Test
	void keepsToItselfWhyItHasFailed() {
		exec("break", (session, context) -> {
			Awaitility.await().until(() -> session.failure() != null);
			assertThat(session.takeErrors() + session.takeOutput()).isEmpty();
		});
	}

	@Test
	void readsLines() {
		exec("count", (session, context) -> {
			session.type("one\ntwo").type("\nthree").endInput();
			ends(session, 0);
			assertThat(session.takeOutput()).isEqualTo("3 lines\n");
		});
	}

	@Test
	void writesNoMoreThanThePeerReads() {
		RecordingSession session = RecordingSession.of("numbers").stall();
		exec(session, (running, context) -> {
			assertThat(running.takeOutput()).isEqualTo("0\n");
			running.close();
		});
	}

	@Test
	void cancelsWhenTheChannelIsClosed() {
		exec("forever", (session, context) -> {
			session.close();
			assertThat(context.getBean(Operations.class).cancelled()).isOne();
		});
	}

	@Test
	void isEndedBySignals() {
		exec("forever", (session, context) -> {
			session.signal("USR1").signal("INT");
			ends(session, 130);
			assertThat(context.getBean(Operations.class).cancelled()).isOne();
		});
	}

	@Test
	void isEndedByControlCOnATerminal() {
		exec(terminal("forever"), (session, context) -> {
			session.type("x\u0003");
			ends(session, 130);
			assertThat(session.takeOutput()).isEqualTo("begun\r\n^C\r\n");
			assertThat(context.getBean(Operations.class).cancelled()).isOne();
		});
	}

	@Test
	void readsTypedLinesOnATerminal() {
		exec(terminal("count"), (session, context) -> {
			session.type("oni\u007fe\rtwo\r\u0004");
			ends(session, 0);
			assertThat(session.takeOutput()).isEqualTo("oni\b \be\r\ntwo\r\n2 lines\r\n");
		});
	}

	private static RecordingSession terminal(String line) {
		return RecordingSession.of(line).with(new Pty("xterm", 80, 24, Map.of()));
	}

	@Test
	void hasNoShellUnlessItIsConfigured() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(SshShell.class).hasSingleBean(SshExec.class));
		this.runner.withPropertyValues("network.conch.shell.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(LineShell.class));
		this.runner.withPropertyValues("network.conch.shell.enabled=true", "network.conch.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(SshShell.class).doesNotHaveBean(SshExec.class));
	}

	@Test
	void backsOffForAnotherShell() {
		this.runner.withPropertyValues("network.conch.shell.enabled=true")
			.withBean(SshShell.class, () -> (session) -> session.print("own\n").thenReturn(0))
			.run((context) -> assertThat(context).hasSingleBean(SshShell.class).doesNotHaveBean(LineShell.class));
	}

	@Test
	void bindsItsProperties() {
		this.runner
			.withPropertyValues("network.conch.shell.role=OPS", "network.conch.shell.prompt=go>",
					"network.conch.shell.greeting=hi", "network.conch.shell.idle-timeout=1m",
					"network.conch.shell.max-shells=2", "network.conch.shell.max-line=80",
					"network.conch.shell.history=3", "network.conch.shell.write-timeout=4s")
			.run((context) -> assertThat(context.getBean(ShellProperties.class)).isEqualTo(new ShellProperties(false,
					"OPS", "go>", "hi", Duration.ofMinutes(1), 2, 80, 3, Duration.ofSeconds(4))));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	static class Secured {

	}

}
