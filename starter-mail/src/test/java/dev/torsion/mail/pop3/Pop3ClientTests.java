package dev.torsion.mail.pop3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import dev.torsion.interop.Interop;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients of others with our server: in plain text, by STLS and with TLS from the first
 * byte.
 */
@Timeout(120)
class Pop3ClientTests {

	private static final String FIRST = "From: a@example.org\r\nTo: bob@example.org\r\nMessage-ID: <1@example.org>\r\n"
			+ "Date: Sun, 1 Mar 2026 12:00:00 +0000\r\nSubject: one\r\n\r\nHello\r\n.\r\n..two\r\nThe end\r\n";

	private static final String SECOND = "From: c@example.org\r\nTo: bob@example.org\r\nMessage-ID: <2@example.org>\r\n"
			+ "Date: Sun, 1 Mar 2026 12:00:01 +0000\r\nSubject: =?utf-8?q?zw=C3=B6lf?=\r\n"
			+ "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGrüße\r\n"
			+ "x".repeat(998) + "\r\n";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource
	@Interop("curl")
	void curl(Way way) throws Exception {
		serve(way, (application) -> {
			String url = ((way == Way.TLS) ? "pop3s" : "pop3") + "://localhost:" + application.port() + "/";
			List<String> options = (way == Way.PLAIN) ? List.of() : List.of("--ssl-reqd", "--cacert", "mx.crt");
			assertThat(curl(options, url)).isEqualTo("1 %d\r\n2 %d\r\n".formatted(FIRST.length(), size(SECOND)));
			assertThat(curl(options, url + "1")).isEqualTo(FIRST);
			assertThat(curl(options, url + "2")).isEqualTo(SECOND);
			assertThat(curl(options, url, "-X", "UIDL"))
				.isEqualTo("1 %s\r\n2 %s\r\n".formatted(application.uniqueId(1), application.uniqueId(2)));
			assertThat(curl(options, url, "-X", "TOP 1 0")).isEqualTo(FIRST.substring(0, FIRST.indexOf("Hello")));
			curl(options, url, "-I", "-X", "DELE 1");
			assertThat(application.uids()).hasSize(1);
		});
	}

	private String curl(List<String> options, String url, String... more) throws Exception {
		String[] arguments = Stream.of(List.of("-sS", "-u", "bob:secret"), options, List.of(more), List.of(url))
			.flatMap(List::stream)
			.toArray(String[]::new);
		return new Program(this.folder).run("curl", arguments);
	}

	@ParameterizedTest
	@EnumSource
	@Interop("python3")
	void pythonsPoplib(Way way) throws Exception {
		serve(way, (application) -> {
			Path script = new Program(this.folder).write("client.py", """
					import poplib, ssl, sys
					way, port = sys.argv[1], int(sys.argv[2])
					context = ssl.create_default_context(cafile='mx.crt')
					if way == 'TLS':
					    client = poplib.POP3_SSL('localhost', port, context=context, timeout=20)
					else:
					    client = poplib.POP3('localhost', port, timeout=20)
					    if way == 'STLS':
					        client.stls(context)
					assert 'PIPELINING' in client.capa(), client.capa()
					client.utf8()
					client.user('bob')
					client.pass_('secret')
					assert client.stat()[0] == 2, client.stat()
					for line in client.uidl()[1]:
					    print(line.decode())
					print(b'\\n'.join(client.retr(1)[1]).decode())
					print(len(client.top(2, 0)[1]))
					client.dele(2)
					client.rset()
					client.dele(1)
					client.noop()
					client.quit()
					""");
			String output = new Program(this.folder).run("python3", script.toString(), way.name(),
					String.valueOf(application.port()));
			assertThat(output).isEqualTo("1 " + application.uniqueId(1) + "\n2 " + application.uniqueId(2) + "\n"
					+ FIRST.replace("\r\n", "\n") + "8\n");
			assertThat(application.uids()).hasSize(1);
		});
	}

	@ParameterizedTest
	@EnumSource
	@Interop("fetchmail")
	void fetchmail(Way way) throws Exception {
		serve(way, (application) -> {
			assertThat(fetchmail(way, application, "keep")).contains("2 messages for bob").contains("not flushed");
			assertThat(Files.readString(this.folder.resolve("mail"))).contains("Subject: one")
				.contains("\n.\n..two\n")
				.contains("Grüße");
			assertThat(fetchmail(way, application, "keep")).contains("2 messages (2 seen) for bob");
			application.deliver(FIRST.replace("one", "three"));
			fetchmail(way, application, "keep");
			assertThat(Files.readString(this.folder.resolve("mail"))).containsOnlyOnce("Subject: one")
				.containsOnlyOnce("Subject: three");
			assertThat(application.uids()).hasSize(3);
			assertThat(fetchmail(way, application, "fetchall nokeep")).contains("flushed");
			assertThat(application.uids()).isEmpty();
		});
	}

	private String fetchmail(Way way, Application application, String options) throws Exception {
		String tls = switch (way) {
			case PLAIN -> "sslproto ''";
			case STLS -> "sslproto 'TLS1.2+' sslcertck sslcertfile '%s/mx.crt'".formatted(this.folder);
			case TLS -> "ssl sslcertck sslcertfile '%s/mx.crt'".formatted(this.folder);
		};
		Program program = new Program(this.folder);
		program.write("fetchmailrc", """
				poll localhost protocol pop3 port %d uidl user bob password secret is root here
				  %s %s mda "cat >> %s/mail"
				""".formatted(application.port(), options, tls, this.folder));
		Program.Result result = program.start("fetchmail", List.of("-v", "-d0", "-N", "-f", "fetchmailrc"));
		assertThat(result.exit()).as(result.output()).isLessThanOrEqualTo(1);
		return result.output();
	}

	@ParameterizedTest
	@EnumSource(names = { "PLAIN", "TLS" })
	@Interop("getmail")
	void getmail(Way way) throws Exception {
		serve(way, (application) -> {
			assertThat(getmail(way, application, false)).contains("2 messages (1378 bytes) retrieved, 0 skipped");
			assertThat(Files.readString(this.folder.resolve("mail"))).contains("\n.\n..two\nThe end\n")
				.contains("Grüße");
			assertThat(getmail(way, application, false)).contains("0 messages (0 bytes) retrieved, 2 skipped");
			assertThat(application.uids()).hasSize(2);
			assertThat(getmail(way, application, true)).contains("0 messages (");
			assertThat(application.uids()).isEmpty();
		});
	}

	private String getmail(Way way, Application application, boolean delete) throws Exception {
		Program program = new Program(this.folder);
		program.write("getmailrc", """
				[retriever]
				type = SimplePOP3%sRetriever
				server = localhost
				port = %d
				username = bob
				password = secret
				%s
				[destination]
				type = MDA_external
				path = /bin/sh
				arguments = ('-c', 'cat >> %s/mail')
				allow_root_commands = true
				[options]
				read_all = false
				delete = %s
				""".formatted((way == Way.TLS) ? "SSL" : "", application.port(),
				(way == Way.TLS) ? "ca_certs = " + this.folder + "/mx.crt" : "", this.folder, delete));
		return program.run("getmail", "--getmaildir", this.folder.toString(), "--rcfile",
				this.folder.resolve("getmailrc").toString());
	}

	@ParameterizedTest
	@EnumSource
	void angusMail(Way way) throws Exception {
		serve(way, (application) -> {
			String[] uids = new String[2];
			angus(way, application, false, (folder) -> {
				assertThat(folder.getMessageCount()).isEqualTo(2);
				for (int i = 0; i < 2; i++) {
					Message message = folder.getMessage(i + 1);
					uids[i] = folder.getUID(message);
				}
				assertThat(folder.getMessage(1).getSize()).isPositive();
				assertThat(folder.getMessage(2).getSubject()).isEqualTo("zwölf");
				ByteArrayOutputStream bytes = new ByteArrayOutputStream();
				folder.getMessage(2).writeTo(bytes);
				assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(SECOND);
				folder.getMessage(1).setFlag(Flags.Flag.DELETED, true);
			});
			assertThat(uids).containsExactly(application.uniqueId(1), application.uniqueId(2));
			angus(way, application, true, (folder) -> {
				assertThat(folder.getMessageCount()).isEqualTo(2);
				folder.getMessage(1).setFlag(Flags.Flag.DELETED, true);
			});
			assertThat(application.uids()).hasSize(1);
			angus(way, application, false,
					(folder) -> assertThat(folder.getUID(folder.getMessage(1))).isEqualTo(uids[1]));
		});
	}

	private void angus(Way way, Application application, boolean expunge, Use<POP3Folder> use) throws Exception {
		String protocol = (way == Way.TLS) ? "pop3s" : "pop3";
		Properties properties = new Properties();
		properties.setProperty("mail." + protocol + ".ssl.trust", "localhost");
		properties.setProperty("mail." + protocol + ".timeout", "20000");
		properties.setProperty("mail.pop3.starttls.required", String.valueOf(way == Way.STLS));
		properties.setProperty("mail.pop3.starttls.enable", String.valueOf(way == Way.STLS));
		try (Store store = Session.getInstance(properties).getStore(protocol)) {
			store.connect("localhost", application.port(), "bob", "secret");
			POP3Folder inbox = (POP3Folder) store.getFolder("INBOX");
			inbox.open(Folder.READ_WRITE);
			use.with(inbox);
			inbox.close(expunge);
		}
	}

	private static int size(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	private void serve(Way way, Use<Application> use) throws Exception {
		Mailboxes.applicationWithTls(this.folder).run((context) -> {
			Application application = new Application(context, way);
			application.deliver(FIRST);
			application.deliver(SECOND);
			use.with(application);
		});
	}

	/** How a client connects. */
	enum Way {

		PLAIN("pop3"), STLS("pop3"), TLS("pop3s");

		private final String listener;

		Way(String listener) {
			this.listener = listener;
		}

	}

	/** What a test does. */
	@FunctionalInterface
	interface Use<T> {

		void with(T value) throws Exception;

	}

	/** The server of one test. */
	record Application(ApplicationContext context, Way way) {

		int port() {
			return this.context.getEnvironment()
				.getRequiredProperty("local.network." + this.way.listener + ".port", int.class);
		}

		void deliver(String message) {
			mailboxes().deliver(message);
		}

		List<Long> uids() {
			return mailboxes().view().messages().stream().map((message) -> message.uid()).toList();
		}

		String uniqueId(long uid) {
			return "%08x%08x".formatted(uid, mailboxes().view().uidValidity());
		}

		private Mailboxes mailboxes() {
			return this.context.getBean(Mailboxes.class);
		}

	}

}
