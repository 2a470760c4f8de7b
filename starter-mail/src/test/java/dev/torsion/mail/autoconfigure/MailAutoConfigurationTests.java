package dev.torsion.mail.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import dev.torsion.mail.MailDelivery;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class MailAutoConfigurationTests {

	private static final List<String> TWO_BOBS = List.of("--network.mail.domains[0].name=example.org",
			"--network.mail.domains[1].name=example.com", "--network.mail.domains[1].maildir=other/{user}/Maildir",
			"--network.cred.users[0].name=bob@example.org", "--network.cred.users[0].password={noop}one",
			"--network.cred.users[1].name=bob@example.com", "--network.cred.users[1].password={noop}two",
			"--network.cred.users[2].name=amy@example.com", "--network.cred.users[2].password={noop}three");

	@TempDir
	Path data;

	@Test
	void keepsApartWhoHaveTheSameNameInTwoDomains() throws Exception {
		try (ConfigurableApplicationContext application = start(TWO_BOBS)) {
			submit(application, "bob@example.org", "one", "bob@example.org", "bob@example.com", "From the first");
			submit(application, "bob@example.com", "two", "bob@example.com", "bob@example.org", "From the second");
			assertThat(fetch(application, "bob@example.org", "one")).containsExactly("From the second");
			assertThat(fetch(application, "bob@example.com", "two")).containsExactly("From the first");
			assertThat(files(this.data.resolve("mail/example.org/bob/new"))
					+ files(this.data.resolve("mail/example.org/bob/cur")))
				.isEqualTo(1);
			assertThat(files(this.data.resolve("other/bob/Maildir/new"))
					+ files(this.data.resolve("other/bob/Maildir/cur")))
				.isEqualTo(1);
			assertThatExceptionOfType(AuthenticationFailedException.class)
				.isThrownBy(() -> fetch(application, "bob@example.org", "two"));
			assertThatExceptionOfType(AuthenticationFailedException.class).isThrownBy(
					() -> submit(application, "bob@example.com", "one", "bob@example.com", "amy@example.com", ""));
		}
	}

	@Test
	void refusesANameThatIsAmbiguousAndTakesOneThatIsNot(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext application = start(TWO_BOBS)) {
			for (String password : List.of("one", "two")) {
				assertThatExceptionOfType(AuthenticationFailedException.class)
					.isThrownBy(() -> fetch(application, "bob", password));
				assertThatExceptionOfType(AuthenticationFailedException.class)
					.isThrownBy(() -> submit(application, "bob", password, "bob@example.org", "amy@example.com", ""));
			}
			assertThat(output)
				.contains("'bob' may be any of [bob@example.org, bob@example.com], and is refused as ambiguous");
			submit(application, "amy", "three", "amy@example.com", "amy@example.com", "To myself");
			assertThat(fetch(application, "amy", "three")).containsExactly("To myself");
		}
	}

	@Test
	void takesABareNameForThatOfTheDefaultDomain() throws Exception {
		List<String> properties = new ArrayList<>(TWO_BOBS);
		properties.add("--network.mail.default-domain=example.com");
		try (ConfigurableApplicationContext application = start(properties)) {
			submit(application, "bob", "two", "bob@example.com", "bob@example.com", "To myself");
			assertThat(fetch(application, "bob", "two")).containsExactly("To myself");
			assertThatExceptionOfType(AuthenticationFailedException.class)
				.isThrownBy(() -> fetch(application, "bob", "one"));
		}
	}

	@Test
	void letsNobodySendAsAnotherOrToOthersElsewhere() throws Exception {
		try (ConfigurableApplicationContext application = start(TWO_BOBS)) {
			assertThatExceptionOfType(MessagingException.class)
				.isThrownBy(
						() -> submit(application, "bob@example.org", "one", "amy@example.com", "amy@example.com", ""))
				.withMessageContaining("5.7.1");
			assertThatExceptionOfType(SendFailedException.class).isThrownBy(
					() -> submit(application, "bob@example.org", "one", "bob@example.org", "x@elsewhere.example", ""))
				.havingCause()
				.withMessageContaining("550 5.7.1 Relaying denied");
		}
	}

	@Test
	void followsAliasesSubAddressesAndCatchAll() throws Exception {
		Files.writeString(this.data.resolve("aliases"), "postmaster: bob\nall: bob, amy\n");
		try (ConfigurableApplicationContext application = start(List.of("--network.mail.domains[0].name=example.org",
				"--network.mail.domains[0].aliases=file:" + this.data.resolve("aliases"),
				"--network.mail.domains[0].catch-all=amy", "--network.cred.users[0].name=bob",
				"--network.cred.users[0].password={noop}one", "--network.cred.users[1].name=amy@example.org",
				"--network.cred.users[1].password={noop}two"))) {
			send(application, "postmaster@example.org", "To the postmaster");
			send(application, "all@example.org", "To all");
			send(application, "bob+shop@example.org", "To the shop");
			send(application, "whoever@example.org", "To whomever");
			assertThat(fetch(application, "bob", "one")).containsExactly("To the postmaster", "To all", "To the shop");
			assertThat(fetch(application, "amy", "two")).containsExactly("To all", "To whomever");
		}
	}

	@Test
	void asksDeliveriesOfTheApplicationBeforeTheHostedDomains() throws Exception {
		List<String> taken = new CopyOnWriteArrayList<>();
		MailDelivery tickets = MailDelivery.to("ticket+{id}@example.org", (envelope,
				message) -> message.content().then().doOnSuccess((nothing) -> taken.add(envelope.variable("id"))));
		try (ConfigurableApplicationContext application = start(TWO_BOBS, tickets)) {
			send(application, "ticket+7@example.org", "A ticket");
			send(application, "bob@example.org", "No ticket");
			assertThat(taken).containsExactly("7");
			assertThat(fetch(application, "bob@example.org", "one")).containsExactly("No ticket");
		}
	}

	@Test
	void keepsMailInMemoryWhereThatIsAsked() throws Exception {
		List<String> properties = new ArrayList<>(TWO_BOBS);
		properties.add("--network.mail.store=memory");
		try (ConfigurableApplicationContext application = start(properties)) {
			send(application, "bob@example.org", "Once");
			assertThat(fetch(application, "bob@example.org", "one")).containsExactly("Once");
			assertThat(this.data.resolve("mail")).doesNotExist();
		}
	}

	@Test
	void hasNoServersWhereMailIsSwitchedOff() {
		try (ConfigurableApplicationContext application = start(List.of("--network.mail.enabled=false"))) {
			assertThat(application.getEnvironment().getProperty("local.network.smtp.port")).isNull();
			assertThat(application.getEnvironment().getProperty("local.network.pop3.port")).isNull();
		}
	}

	@Test
	void saysWhatIsWrongWithDomains() {
		failsWith("would be that of all its users", "domains[0].name=example.org",
				"domains[0].maildir=/var/mail/example.org");
		failsWith("cannot be read", "domains[0].name=example.org", "domains[0].aliases=" + this.data.resolve("none"));
		failsWith("is not hosted", "default-domain=example.org");
		failsWith("twice", "domains[0].name=example.org", "domains[1].name=EXAMPLE.org");
	}

	private void failsWith(String text, String... properties) {
		List<String> arguments = Stream.of(properties).map((property) -> "--network.mail." + property).toList();
		assertThatException().isThrownBy(() -> start(arguments))
			.satisfies((ex) -> assertThat(Stream.<Throwable>iterate(ex, Objects::nonNull, Throwable::getCause))
				.anyMatch((cause) -> cause instanceof FailureAnalyzedException
						&& String.valueOf(cause.getMessage()).contains(text)));
	}

	private ConfigurableApplicationContext start(List<String> properties, MailDelivery... deliveries) {
		List<String> arguments = new ArrayList<>(properties);
		arguments.addAll(
				List.of("--network.data=" + this.data, "--network.mail.smtp.port=0", "--network.mail.submission.port=0",
						"--network.mail.pop3.port=0", "--network.mail.hostname=mx.example.org",
						"--network.cred.throttle.enabled=false", "--spring.reactor.netty.shutdown-quiet-period=0s"));
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.initializers((context) -> Stream.of(deliveries)
				.forEach((delivery) -> ((GenericApplicationContext) context).registerBean(MailDelivery.class,
						() -> delivery)))
			.run(arguments.toArray(String[]::new));
	}

	private static void send(ConfigurableApplicationContext application, String to, String subject) throws Exception {
		send(application, "smtp", null, null, "eve@there.example", to, subject);
	}

	private static void submit(ConfigurableApplicationContext application, String user, String password, String from,
			String to, String subject) throws Exception {
		send(application, "submission", user, password, from, to, subject);
	}

	private static void send(ConfigurableApplicationContext application, String listener, @Nullable String user,
			@Nullable String password, String from, String to, String subject) throws Exception {
		Properties properties = new Properties();
		properties.put("mail.smtp.auth", String.valueOf(user != null));
		properties.put("mail.smtp.localhost", "there.example");
		Session session = Session.getInstance(properties);
		MimeMessage message = new MimeMessage(session);
		message.setFrom(from);
		message.setRecipients(Message.RecipientType.TO, to);
		message.setSubject(subject);
		message.setText("Text\n.\n");
		message.saveChanges();
		try (Transport transport = session.getTransport("smtp")) {
			transport.connect("127.0.0.1", port(application, listener), user, password);
			transport.sendMessage(message, InternetAddress.parse(to));
		}
	}

	private static List<String> fetch(ConfigurableApplicationContext application, String user, String password)
			throws Exception {
		List<String> subjects = new ArrayList<>();
		try (Store store = Session.getInstance(new Properties()).getStore("pop3")) {
			store.connect("127.0.0.1", port(application, "pop3"), user, password);
			try (Folder inbox = store.getFolder("INBOX")) {
				inbox.open(Folder.READ_ONLY);
				for (Message message : inbox.getMessages()) {
					subjects.add(message.getSubject());
				}
			}
		}
		return subjects;
	}

	private static int port(ConfigurableApplicationContext application, String listener) {
		return application.getEnvironment().getRequiredProperty("local.network." + listener + ".port", Integer.class);
	}

	private static long files(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.count();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
