package dev.torsion.mail.guide;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.torsion.DocExamples;
import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailPolicy;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.Rule;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpSession;
import dev.torsion.net.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the examples of the guide on hosting mailboxes.
 */
class MailGuideTests {

	private static final String PAGE = "docs/mail.md";

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "policy", "command" })
	void areTheExamplesOfTheGuide(String example) {
		assertThat(DocExamples.of(PAGE).code("mail-" + example))
			.isEqualTo(DocExamples.tagged(MailGuideTests.class, example));
	}

	@Test
	void hostsMailboxes() throws Exception {
		Files.writeString(this.folder.resolve("aliases"), "postmaster: bob\n");
		Certificates.write("mx.example.org", this.folder.resolve("cert.pem"), this.folder.resolve("key.pem"));
		new ApplicationContextRunner().withUserConfiguration(Applications.class)
			.withInitializer((context) -> example(context.getEnvironment()))
			.withPropertyValues("network.data=" + this.folder, "spring.reactor.netty.shutdown-quiet-period=0s",
					"spring.ssl.bundle.pem.mx.keystore.certificate=" + this.folder.resolve("cert.pem"),
					"spring.ssl.bundle.pem.mx.keystore.private-key=" + this.folder.resolve("key.pem"))
			.run((context) -> {
				assertThat(send(context, "bob@example.org")).startsWith("250 ");
				assertThat(send(context, "postmaster")).startsWith("250 ");
				assertThat(send(context, "whoever@example.org")).startsWith("250 ");
				assertThat(send(context, "amy+shop@example.com")).startsWith("250 ");
				assertThat(send(context, "whoever@example.com")).startsWith("550 5.1.1 ");
				assertThat(send(context, "whoever@elsewhere.example")).startsWith("550 5.7.1 ");
				assertThat(files("mail/example.org/bob/new")).isEqualTo(3);
				assertThat(files("mail/example.com/amy/new")).isEqualTo(1);
				try (Client client = new Client(port(context, "pop3"))) {
					client.say("USER bob@example.org");
					client.say("PASS secret");
					assertThat(client.say("STAT")).startsWith("+OK 3 ");
				}
				assertThat(port(context, "submissions")).isPositive();
				assertThat(port(context, "pop3s")).isPositive();
			});
	}

	/** With other files than those of this machine, and free ports. */
	private void example(ConfigurableEnvironment environment) {
		String yaml = DocExamples.of(PAGE)
			.code("mail-hosting")
			.replace("/var/mail", this.folder + "/mail")
			.replace("/etc/aliases", this.folder + "/aliases")
			.replaceAll("port: [0-9]+", "port: 0");
		try {
			new YamlPropertySourceLoader()
				.load("free-ports",
						new ByteArrayResource("network.mail: { submission.tls-port: 0, pop3.tls-port: 0 }"
							.getBytes(StandardCharsets.UTF_8)))
				.forEach(environment.getPropertySources()::addFirst);
			new YamlPropertySourceLoader()
				.load("mail-hosting", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
				.forEach(environment.getPropertySources()::addFirst);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void refusesWhatAPolicyRefuses() {
		Applications.runner(this.folder).withBean(MailPolicy.class, this::onlyPartners).run((context) -> {
			try (Client client = new Client(port(context, "smtp"))) {
				client.say("HELO there.example");
				assertThat(client.say("MAIL FROM:<amy@there.example>")).startsWith("250 ");
				client.say("RSET");
				assertThat(client.say("MAIL FROM:<amy@elsewhere.test>"))
					.isEqualTo("550 5.7.1 We do not know each other");
			}
		});
	}

	@Test
	void knowsTheVerbsOfTheApplication() {
		Applications.runner(this.folder).withBean(SmtpCommand.class, this::time).run((context) -> {
			try (Client client = new Client(port(context, "smtp"))) {
				assertThat(client.say("xtime")).isEqualTo("250 2.0.0 It is time");
			}
		});
	}

	@Test
	void tellsAllProperties() {
		assertThat(DocExamples.of(PAGE).missingProperties("network.mail.")).isEmpty();
	}

	// tag::policy[]
	@Bean
	MailPolicy onlyPartners() {
		return new MailPolicy() {

			@Override
			public Mono<Void> sender(MailEnvelope envelope) {
				MailAddress sender = envelope.sender();
				return (sender == null || sender.domain().endsWith(".example")) ? Mono.empty()
						: Mono.error(new MailRefusedException(SmtpReply.refused("5.7.1", "We do not know each other")));
			}

		};
	}
	// end::policy[]

	// tag::command[]
	@Bean
	SmtpCommand time() {
		return new SmtpCommand() {

			@Override
			public Rule rule() {
				return Rule.of("XTIME");
			}

			@Override
			public Mono<SmtpReply> run(SmtpSession session, String argument) {
				return Mono.just(new SmtpReply(250, "2.0.0", "It is time"));
			}

			@Override
			public List<String> keywords(SmtpSession session) {
				return List.of("XTIME");
			}

		};
	}
	// end::command[]

	private static String send(ApplicationContext context, String recipient) throws IOException {
		try (Client client = new Client(port(context, "smtp"))) {
			client.say("HELO there.example");
			client.say("MAIL FROM:<eve@there.example>");
			String answer = client.say("RCPT TO:<" + recipient + ">");
			if (answer.startsWith("250 ")) {
				client.say("DATA");
				answer = client.say("Subject: Hello\r\n\r\nText\r\n.");
			}
			return answer;
		}
	}

	private static int port(ApplicationContext context, String listener) {
		return context.getEnvironment().getRequiredProperty("local.network." + listener + ".port", Integer.class);
	}

	private long files(String name) throws IOException {
		try (Stream<Path> files = Files.list(this.folder.resolve(name))) {
			return files.count();
		}
	}

	/** Says lines, and hears one line for each. */
	private static final class Client implements AutoCloseable {

		private final Socket socket;

		private final BufferedReader in;

		Client(int port) throws IOException {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
			this.socket.setSoTimeout(10_000);
			this.in = new BufferedReader(new InputStreamReader(this.socket.getInputStream(), StandardCharsets.UTF_8));
			this.in.readLine();
		}

		String say(String line) throws IOException {
			this.socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
			return this.in.readLine();
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
