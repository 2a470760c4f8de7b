package dev.torsion.mail.autoconfigure.smtp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import dev.torsion.cred.autoconfigure.CredAutoConfiguration;
import dev.torsion.cred.autoconfigure.CredSaslAutoConfiguration;
import dev.torsion.interop.Interop;
import dev.torsion.interop.RealPeer;
import dev.torsion.mail.smtp.session.Mailroom;
import dev.torsion.net.Certificates;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that others have written.
 */
class SmtpClientsTests {

	@TempDir
	Path folder;

	private ApplicationContextRunner runner = new ApplicationContextRunner();

	@BeforeEach
	void serve() throws IOException {
		Certificates.write("localhost", this.folder.resolve("cert.pem"), this.folder.resolve("key.pem"));
		this.runner = this.runner
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
					CredAutoConfiguration.class, CredSaslAutoConfiguration.class, SmtpAutoConfiguration.class))
			.withBean(Mailroom.class)
			.withPropertyValues("network.mail.smtp.port=0", "network.mail.submission.port=0",
					"network.mail.submission.tls-port=0", "network.mail.lmtp.port=0", "network.mail.lmtp.enabled=true",
					"network.mail.ssl.bundle=mx", "network.mail.hostname=mx.example.org",
					"network.cred.users[0].name=ada@example.org", "network.cred.users[0].password={noop}secret",
					"spring.ssl.bundle.pem.mx.keystore.certificate=" + this.folder.resolve("cert.pem"),
					"spring.ssl.bundle.pem.mx.keystore.private-key=" + this.folder.resolve("key.pem"),
					"spring.reactor.netty.shutdown-quiet-period=0s", "network.shutdown.grace-period=1s");
	}

	@Test
	@Interop("swaks")
	void takesMailOfSwaks() {
		serving((context) -> {
			run("swaks", "--server", "127.0.0.1", "--port", port(context, "submission"), "--tls", "--auth", "PLAIN",
					"--auth-user", "ada@example.org", "--auth-password", "secret", "--from", "ada@example.org", "--to",
					"bob@elsewhere.example", "--helo", "there.example");
			assertThat(context.getBean(Mailroom.class).only().text()).contains("with ESMTPSA id");
		});
	}

	@Test
	@Interop("swaks")
	void takesMailOfSwaksByLmtp() {
		serving((context) -> {
			run("swaks", "--protocol", "LMTP", "--server", "127.0.0.1", "--port", port(context, "lmtp"), "--from", "<>",
					"--to", "bob@example.org,cleo@example.org", "--helo", "there.example");
			assertThat(context.getBean(Mailroom.class).delivered).hasSize(2);
		});
	}

	@Test
	@Interop("curl")
	void takesMailOfCurlOverTls() {
		serving((context) -> {
			Path message = Files.writeString(this.folder.resolve("message"), "Subject: x\r\n\r\n.\r\n..\r\nend\r\n");
			run("curl", "-sS", "-k", "smtps://127.0.0.1:" + port(context, "submissions"), "--user",
					"ada@example.org:secret", "--mail-from", "ada@example.org", "--mail-rcpt", "bob@elsewhere.example",
					"--upload-file", message.toString());
			assertThat(context.getBean(Mailroom.class).only().text()).endsWith("Subject: x\r\n\r\n.\r\n..\r\nend\r\n");
		});
	}

	@Test
	@Interop("python3")
	void takesMailOfPython() {
		serving((context) -> {
			run("python3", "-c",
					"""
							import smtplib, ssl, sys
							context = ssl._create_unverified_context()
							with smtplib.SMTP('127.0.0.1', int(sys.argv[1]), local_hostname='there.example') as client:
							    client.starttls(context=context)
							    client.login('ada@example.org', 'secret')
							    refused = client.sendmail('ada@example.org', ['b\\u00fccher@elsewhere.example', 'bob@elsewhere.example'],
							        'Subject: x\\n\\n.\\nend\\n', mail_options=['SMTPUTF8', 'BODY=8BITMIME'])
							    assert not refused, refused
							""",
					port(context, "submission"));
			assertThat(context.getBean(Mailroom.class).only().text()).contains("with UTF8SMTPSA id")
				.endsWith("Subject: x\r\n\r\n.\r\nend\r\n");
		});
	}

	@Test
	@Interop("smtp-source")
	void takesManyMessagesOfPostfix() {
		serving((context) -> {
			run("smtp-source", "-s", "5", "-m", "200", "-l", "4096", "-f", "ada@there.example", "-t", "bob@example.org",
					"127.0.0.1:" + port(context, "smtp"));
			assertThat(context.getBean(Mailroom.class).delivered).hasSize(200);
		});
	}

	@Test
	void takesMailOfAngus() {
		serving((context) -> {
			Properties properties = new Properties();
			properties.put("mail.smtp.starttls.required", "true");
			properties.put("mail.smtp.starttls.enable", "true");
			properties.put("mail.smtp.ssl.trust", "*");
			properties.put("mail.smtp.ssl.checkserveridentity", "false");
			properties.put("mail.smtp.port", port(context, "submission"));
			properties.put("mail.smtp.localhost", "there.example");
			Session session = Session.getInstance(properties);
			MimeMessage message = new MimeMessage(session);
			message.setFrom("ada@example.org");
			message.setRecipient(Message.RecipientType.TO, new InternetAddress("bob@elsewhere.example"));
			message.setSubject("Hello");
			message.setText("Bye\n.\n");
			try (Transport transport = session.getTransport("smtp")) {
				transport.connect("127.0.0.1", "ada@example.org", "secret");
				transport.sendMessage(message, message.getAllRecipients());
			}
			assertThat(context.getBean(Mailroom.class).only().text()).endsWith("\r\nBye\r\n.\r\n");
		});
	}

	private void serving(ContextConsumer<ConfigurableApplicationContext> test) {
		this.runner.run(test::accept);
	}

	private static String port(ConfigurableApplicationContext context, String name) {
		return context.getEnvironment().getRequiredProperty("local.network." + name + ".port");
	}

	private void run(String program, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(RealPeer.require(program).toString()));
		command.addAll(List.of(arguments));
		Path output = this.folder.resolve("output");
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
			.start();
		boolean ended = process.waitFor(30, TimeUnit.SECONDS);
		process.destroyForcibly();
		assertThat(ended && process.exitValue() == 0).as(Files.readString(output)).isTrue();
	}

}
