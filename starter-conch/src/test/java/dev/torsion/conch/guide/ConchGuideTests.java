package dev.torsion.conch.guide;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.SftpException;
import dev.torsion.DocExamples;
import dev.torsion.conch.ShellCommand;
import dev.torsion.conch.SshCommand;
import dev.torsion.conch.SshSession;
import dev.torsion.conch.SshShell;
import dev.torsion.conch.client.SshClients;
import dev.torsion.conch.files.FileUploaded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs the examples of the guide.
 */
@Timeout(120)
class ConchGuideTests {

	private static final String PAGE = "docs/conch.md";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "command", "shell-command", "events", "remote" })
	void areTheExamplesOfTheGuide(String example) {
		assertThat(DocExamples.of(PAGE).code("conch-" + example))
			.isEqualTo(DocExamples.tagged(ConchGuideTests.class, example));
	}

	@Test
	void runsCommandsForWhomSecurityPermitsIt() {
		runner().run((context) -> {
			try (Guest ops = new Guest(port(context), "ops", "secret")) {
				Guest.Ended ended = ops.run("deploy shop", "");
				assertThat(ended.output()).isEqualTo("Deploying shop\nDone by ops\n");
				assertThat(ended.status()).isZero();
				assertThat(ops.run("upper", "abc\n").output()).isEqualTo("ABC\n");
				assertThat(ops.run("deploi shop", "").status()).isEqualTo(127);
				assertThat(ops.run("deploy", "").status()).isEqualTo(2);
			}
			try (Guest amy = new Guest(port(context), "amy", "secret")) {
				assertThat(amy.run("deploy shop", "").status()).isEqualTo(126);
			}
		});
	}

	@Test
	void hasAShell() {
		runner().withInitializer((context) -> example(context.getEnvironment(), "shell"))
			.run((context) -> assertThat(context).hasSingleBean(SshShell.class));
	}

	@Test
	void servesFilesAndTellsOfThem() {
		runner().withInitializer((context) -> example(context.getEnvironment(), "files"))
			.withPropertyValues("network.cred.users[0].roles=EDITOR", "network.cred.users[1].roles=USER")
			.run((context) -> {
				try (Guest amy = new Guest(port(context), "amy", "secret")) {
					ChannelSftp files = files(amy);
					files.put(new ByteArrayInputStream("Hello".getBytes(StandardCharsets.UTF_8)), "/note");
					assertThat(this.folder.resolve("files/amy/note")).hasContent("Hello");
					files.symlink("/etc/passwd", "/leak");
					assertThatExceptionOfType(SftpException.class).isThrownBy(() -> files.get("/leak").readAllBytes());
				}
				assertThat(context.getBean(Inbox.class).inbox).containsExactly("amy/note");
				try (Guest ops = new Guest(port(context), "ops", "secret")) {
					ChannelSftp files = files(ops);
					assertThatExceptionOfType(SftpException.class)
						.isThrownBy(() -> files.put(new ByteArrayInputStream(new byte[1]), "/note"));
				}
			});
	}

	private static ChannelSftp files(Guest guest) throws Exception {
		ChannelSftp files = (ChannelSftp) guest.session().openChannel("sftp");
		files.connect();
		return files;
	}

	@ParameterizedTest
	@ValueSource(strings = { "auth", "process", "forwarding", "manhole" })
	void startsWith(String example) throws IOException {
		Files.writeString(this.folder.resolve("user_ca.pub"), "");
		Files.writeString(this.folder.resolve("revoked"), "");
		Files.createDirectories(this.folder.resolve("git"));
		runner().withInitializer((context) -> example(context.getEnvironment(), example))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void isAClient() throws IOException {
		Files.writeString(this.folder.resolve("known_hosts"), "");
		runner().withInitializer((context) -> example(context.getEnvironment(), "client"))
			.withPropertyValues("SSH_AUTH_SOCK=" + this.folder.resolve("agent"))
			.run((context) -> assertThat(context.getBean(SshClients.class).hosts()).containsExactlyInAnyOrder("gate",
					"db"));
	}

	@Test
	void tellsAllProperties() {
		assertThat(DocExamples.of(PAGE).missingProperties("network.conch.")).isEmpty();
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("network.data=" + this.folder, "network.conch.port=0",
					"spring.reactor.netty.shutdown-quiet-period=0s", "network.shutdown.grace-period=1s",
					"network.cred.users[0].name=amy", "network.cred.users[0].password={noop}secret",
					"network.cred.users[1].name=ops", "network.cred.users[1].password={noop}secret",
					"network.cred.users[1].roles=OPS");
	}

	private static int port(ApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.network.conch.port", Integer.class);
	}

	/** With other files than those of this machine, and free ports. */
	private void example(ConfigurableEnvironment environment, String example) {
		String yaml = DocExamples.of(PAGE)
			.code("conch-" + example)
			.replace("/srv/files", this.folder + "/files")
			.replace("/srv/git", this.folder + "/git")
			.replace("/etc/ssh/ssh_known_hosts", this.folder + "/known_hosts")
			.replace("/etc/ssh", this.folder.toString())
			.replace("private-key: \"file:/etc/app/id_ed25519\"", "agent: true")
			.replaceAll("port: [0-9]+", "port: 0");
		try {
			new YamlPropertySourceLoader().load(example, new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
				.forEach(environment.getPropertySources()::addLast);
			Files.createDirectories(this.folder.resolve("files"));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableMethodSecurity
	static class Application {

		@Bean
		Deployments deployments() {
			return new Deployments();
		}

		@Bean
		Upper upper() {
			return new Upper();
		}

		@Bean
		Inbox inbox() {
			return new Inbox();
		}

	}

	static class Deployments {

		// tag::command[]
		@SshCommand(value = "deploy {app}", description = "deploys an application")
		@PreAuthorize("hasRole('OPS')")
		Flux<String> deploy(String app, SshSession session) {
			return Flux.just("Deploying " + app, "Done by " + session.connection().login().name());
		}
		// end::command[]

	}

	static class Inbox {

		private final Queue<String> inbox = new ConcurrentLinkedQueue<>();

		// tag::events[]
		@EventListener
		void uploaded(FileUploaded file) {
			if (file.complete()) {
				this.inbox.add(file.user() + file.path());
			}
		}
		// end::events[]

	}

	static class Remotes {

		// tag::remote[]
		@Bean
		CommandLineRunner uptime(SshClients clients) {
			return (arguments) -> clients.remote("db").lines("uptime").doOnNext(System.out::println).blockLast();
		}
		// end::remote[]

	}

	// tag::shell-command[]
	static final class Upper implements ShellCommand {

		@Override
		public String name() {
			return "upper";
		}

		@Override
		public Mono<Integer> run(SshSession session, List<String> words) {
			return session.input()
				.map((bytes) -> StandardCharsets.UTF_8.decode(bytes).toString().toUpperCase(Locale.ROOT))
				.concatMap(session::print)
				.then(Mono.just(0));
		}

	}
	// end::shell-command[]

}
