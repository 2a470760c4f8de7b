package dev.torsion.mail.pop3;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.torsion.interop.Interop;
import dev.torsion.mail.store.MailStore;
import dev.torsion.mail.store.maildir.MaildirSettings;
import dev.torsion.mail.store.maildir.MaildirStore;
import dev.torsion.net.EventLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Maildir that Dovecot has served until now: clients get nothing twice.
 */
@Timeout(60)
class DovecotMoveTests {

	private static final String COMMANDS = "LIST\r\nUIDL\r\nRETR 11\r\nTOP 12 1\r\nQUIT\r\n";

	@Test
	@Interop({ "dovecot", "curl", "setpriv" })
	void keepsNumbersSizesUniqueIdsAndMessages(@TempDir Path folder) throws Exception {
		Path maildir = folder.resolve("Maildir");
		for (String box : new String[] { "cur", "new", "tmp" }) {
			Files.createDirectories(maildir.resolve(box));
		}
		for (int i = 10; i < 30; i++) {
			Files.writeString(maildir.resolve("new/17000000" + i + ".M" + i + "P1.host"),
					"Subject: " + i + "\n\n.dot\nsecond\n" + "x".repeat(i) + "\n");
		}
		String before = dovecot(folder, maildir);
		Mailboxes.application()
			.withUserConfiguration(Maildirs.class)
			.withPropertyValues("maildir=" + maildir)
			.run((context) -> {
				int port = context.getEnvironment().getRequiredProperty("local.network.pop3.port", int.class);
				Program curl = new Program(folder);
				for (String command : new String[] { "LIST", "UIDL" }) {
					assertThat(before).contains(curl.run("curl", "-sS", "-u", "bob:secret", "-X", command,
							"pop3://localhost:" + port + "/"));
				}
				assertThat(curl.run("curl", "-sS", "-u", "bob:secret", "pop3://localhost:" + port + "/11"))
					.isEqualTo("Subject: 20\r\n\r\n.dot\r\nsecond\r\n" + "x".repeat(20) + "\r\n");
			});
		assertThat(before).contains("\r\n11 0000000b").contains("\r\n..dot\r\nsecond\r\n");
		assertThat(dovecot(folder, maildir)).isEqualTo(before);
	}

	/** Asks Dovecot's POP3 server for one session, which it does for nobody like root. */
	private static String dovecot(Path folder, Path maildir) throws Exception {
		Program program = new Program(folder);
		program.write("dovecot.conf", """
				protocols = pop3
				mail_location = maildir:%s
				first_valid_uid = 1
				first_valid_gid = 1
				log_path = /dev/stderr
				base_dir = %s/run
				ssl = no
				""".formatted(maildir, folder));
		Files.writeString(folder.resolve("commands"), COMMANDS);
		// It wants pipes
		return program.run("sh", "-c", """
				export USER=mail
				chown -R mail:mail . && chmod 755 .
				cat commands | setpriv --reuid=mail --regid=mail --clear-groups \\
						/usr/lib/dovecot/pop3 -c dovecot.conf 2> dovecot.log | cat
				""");
	}

	@Configuration(proxyBeanMethods = false)
	static class Maildirs {

		@Bean
		MailStore maildirs(Environment environment, EventLoop loop) {
			Path maildir = Path.of(environment.getRequiredProperty("maildir"));
			return new MaildirStore((owner) -> maildir, loop, MaildirSettings.DEFAULTS);
		}

	}

}
