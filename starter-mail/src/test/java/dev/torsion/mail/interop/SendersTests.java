package dev.torsion.mail.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.torsion.interop.Interop;
import dev.torsion.mail.pop3.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Servers and clients of others, whose mail comes into Maildirs.
 */
@Timeout(300)
class SendersTests {

	private static final Path SCRIPTS = Path.of("src", "test", "node");

	private static final String MESSAGE = """
			From: ada@there.example
			Subject: x

			.
			..two
			Grüße
			""";

	@TempDir
	Path folder;

	@Test
	@Interop({ "postfix", "sendmail" })
	@EnabledIfSystemProperty(named = "user.name", matches = "root")
	void postfixHandsOnItsQueueBySmtp() throws Exception {
		try (HostedMail mail = HostedMail.start(Files.createDirectory(this.folder.resolve("mail")));
				Postfix postfix = postfix("smtp:[127.0.0.1]:" + mail.port("smtp"))) {
			assertThat(postfix.send(MESSAGE, List.of("bob@example.org", "cleo@example.org"))).contains("status=sent")
				.doesNotContain("status=deferred", "status=bounced");
			for (String user : List.of("bob", "cleo")) {
				assertThat(mail.messages(user)).singleElement()
					.asString()
					.startsWith("Return-Path: <ada@there.example>\n")
					.contains(" with ESMTPS id ")
					.endsWith("\n\n.\n..two\nGrüße\n");
			}
		}
	}

	@Test
	@Interop({ "postfix", "sendmail" })
	@EnabledIfSystemProperty(named = "user.name", matches = "root")
	void postfixHandsOnItsQueueByLmtp() throws Exception {
		try (HostedMail mail = HostedMail.start(Files.createDirectory(this.folder.resolve("mail")));
				Postfix postfix = postfix("lmtp:inet:127.0.0.1:" + mail.port("lmtp"))) {
			assertThat(postfix.send(MESSAGE, List.of("bob@example.org", "nobody@example.org")))
				.contains("to=<bob@example.org>")
				.contains("status=sent")
				.containsPattern("to=<nobody@example\\.org>.*status=bounced.*550 5\\.1\\.1");
			assertThat(mail.messages("bob")).singleElement()
				.asString()
				.contains("Delivered-To: bob@example.org\n")
				.endsWith("\n\n.\n..two\nGrüße\n");
		}
	}

	private Postfix postfix(String transport) throws Exception {
		return new Postfix(Files.createDirectory(this.folder.resolve("postfix")), transport);
	}

	@Test
	@Interop("msmtp")
	void msmtpLogsInAfterStartTls() throws Exception {
		try (HostedMail mail = HostedMail.start(this.folder)) {
			Program programs = new Program(this.folder);
			programs.write("msmtprc", """
					account default
					host localhost
					port %s
					domain there.example
					tls on
					tls_trust_file %s/mx.crt
					auth plain
					user ada@example.org
					password secret
					from ada@example.org
					""".formatted(mail.port("submission"), this.folder));
			programs.write("message", MESSAGE);
			programs.run("sh", "-c", "msmtp -C msmtprc bob@example.org cleo@example.org < message");
			assertThat(mail.messages("cleo")).hasSize(1);
			assertThat(mail.messages("bob")).singleElement()
				.asString()
				.contains(" with ESMTPSA id ")
				.endsWith("\n\n.\n..two\nGrüße\n");
		}
	}

	@Test
	@Interop({ "node", "npm" })
	void nodemailerSendsOverSeveralConnections() throws Exception {
		for (String file : List.of("package.json", "package-lock.json", "send.cjs")) {
			Files.copy(SCRIPTS.resolve(file), this.folder.resolve(file));
		}
		Program programs = new Program(this.folder);
		programs.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--cache",
				Path.of("target", "npm").toAbsolutePath().toString());
		try (HostedMail mail = HostedMail.start(this.folder)) {
			assertThat(programs.run("node", "send.cjs", mail.port("submission"))).hasLineCount(10)
				.matches("(bob@example.org,cleo@example.org 0\n)+");
			assertThat(mail.messages("bob")).hasSize(10)
				.allMatch((message) -> message.contains(" with ESMTPSA id ") && message.contains("\n.\n..two\n"));
			assertThat(mail.messages("cleo")).hasSize(10);
		}
	}

}
