package dev.torsion.cred.autoconfigure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.torsion.DocExamples;
import dev.torsion.cred.KeyCredentials;
import dev.torsion.cred.Login;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.LoginDetails;
import dev.torsion.cred.PasswordCredentials;
import dev.torsion.cred.Portal;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.account.AccountException;
import dev.torsion.cred.service.AccountService;
import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.autoconfigure.ConnectionFactoryAutoConfiguration;
import dev.torsion.enterprise.autoconfigure.DatabaseAutoConfiguration;
import dev.torsion.enterprise.autoconfigure.EnterpriseAutoConfiguration;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

class StoredAccountsTests {

	private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

	private ApplicationContextRunner application;

	private Path data;

	@BeforeEach
	void prepare(@TempDir Path data) {
		this.data = data;
		this.application = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
					EnterpriseAutoConfiguration.class, ConnectionFactoryAutoConfiguration.class,
					DatabaseAutoConfiguration.class, CredR2dbcAutoConfiguration.class, CredAutoConfiguration.class))
			.withPropertyValues("network.data=" + data, "spring.reactor.netty.shutdown-quiet-period=0s");
	}

	@Test
	void keepsAccountsInTheDatabaseOfTheApplication() {
		ApplicationContextRunner stored = this.application.withPropertyValues("network.cred.r2dbc.enabled=true");
		stored.run((context) -> {
			AccountService accounts = context.getBean(AccountService.class);
			accounts.create("bob", "secret", Set.of("OPS")).block();
			assertThat(login(context, "test", "BOB", "secret").getAuthorities()).extracting(Object::toString)
				.containsExactly("ROLE_OPS");
			assertThat(context.getBean(Database.class)
				.query("select secret_value from torsion_account_secret")
				.as(String.class)
				.blockFirst()).startsWith("{SCRAM-SHA-256}SCRAM-SHA-256$15000:");
		});
		stored.run((context) -> {
			login(context, "test", "bob", "secret");
			assertThatExceptionOfType(BadCredentialsException.class)
				.isThrownBy(() -> login(context, "test", "user", "secret"));
		});
	}

	@Test
	void hashesNewPasswordsAsOftenAsItIsTold() {
		this.application.withPropertyValues("network.cred.r2dbc.enabled=true", "network.cred.iterations=4096")
			.run((context) -> {
				context.getBean(AccountService.class).create("bob", "secret", Set.of()).block();
				assertThat(context.getBean(Database.class)
					.query("select secret_value from torsion_account_secret")
					.as(String.class)
					.blockFirst()).contains("$4096:");
			});
	}

	@Test
	void takesAppPasswordsForTheirProtocolsAlone() {
		this.application.withPropertyValues("network.cred.r2dbc.enabled=true").run((context) -> {
			AccountService accounts = context.getBean(AccountService.class);
			accounts.create("bob", "secret", Set.of()).block();
			String phone = Objects
				.requireNonNull(accounts.createAppPassword("bob", "phone", Set.of("imap", "smtp")).block());
			login(context, "imap", "bob", phone);
			assertThatExceptionOfType(BadCredentialsException.class)
				.isThrownBy(() -> login(context, "ssh", "bob", phone));
			accounts.revokeAppPassword("bob", "phone").block();
			assertThatExceptionOfType(BadCredentialsException.class)
				.isThrownBy(() -> login(context, "imap", "bob", phone));
		});
	}

	@Test
	void readsAnHtpasswdFileOfTheDataFolder() throws IOException {
		Files.writeString(this.data.resolve("users"),
				"carol:$2a$04$Ic7QFGdJWXvE2rmPn/dtKuj6aD2mrQpQXcYvHqDqLHoTb5F40RnpS\nbob:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n");
		this.application.withPropertyValues("network.cred.htpasswd=users").run((context) -> {
			login(context, "test", "bob", "secret");
			assertThatExceptionOfType(BadCredentialsException.class)
				.isThrownBy(() -> login(context, "test", "bob", "wrong"));
			assertThatExceptionOfType(AccountException.class)
				.isThrownBy(() -> context.getBean(AccountService.class).changePassword("bob", "other").block());
		});
	}

	@Test
	void saysWhatIsWrongWithAnHtpasswdFile() throws IOException {
		Files.writeString(this.data.resolve("users"), "bob:plain\n");
		assertFailure("network.cred.htpasswd has a mistake in it: ", "network.cred.htpasswd=users");
		assertFailure("network.cred.htpasswd cannot be read: ", "network.cred.htpasswd=file:/no/such/file");
	}

	@Test
	void asksOneStoreAfterTheOtherAndNoneAfterOneThatIsDown() throws IOException {
		Files.writeString(this.data.resolve("users"), "bob:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n");
		this.application
			.withPropertyValues("network.cred.r2dbc.enabled=true", "network.cred.htpasswd=users",
					"network.cred.users[0].name=alice", "network.cred.users[0].password=wonder")
			.run((context) -> {
				context.getBean(AccountService.class).create("dave", "stored", Set.of()).block();
				login(context, "test", "alice", "wonder");
				login(context, "test", "bob", "secret");
				login(context, "test", "dave", "stored");
				context.getBean(Database.class).operation("alter table torsion_account rename to gone").run().block();
				assertThatExceptionOfType(AuthenticationServiceException.class)
					.isThrownBy(() -> login(context, "test", "dave", "stored"));
				login(context, "test", "alice", "wonder");
			});
	}

	@Test
	void takesKeysAndCertificatesFromTheConfiguration() {
		this.application
			.withPropertyValues("network.cred.users[0].name=amy", "network.cred.users[0].keys[0]=" + KEY + " amy@home",
					"network.cred.users[0].certificates[0]=" + "AB:".repeat(31) + "AB")
			.run((context) -> {
				KeyCredentials key = new KeyCredentials("amy", Secret.PublicKey.parse(KEY).bytes());
				assertThat(context.getBean(Portal.class)
					.login(key, LoginContext.from("ssh", null), Authentication.class)
					.block(Duration.ofSeconds(30))).isNotNull();
				assertThatExceptionOfType(BadCredentialsException.class)
					.isThrownBy(() -> login(context, "test", "amy", "any"));
			});
		assertFailure("network.cred.users[0].keys of account 'amy' has a line that is no key: ",
				"network.cred.users[0].name=amy", "network.cred.users[0].keys[0]=ssh-ed25519 AAAA");
		assertFailure("network.cred.users[0].totp of account 'amy' has something that makes no codes: ",
				"network.cred.users[0].name=amy", "network.cred.users[0].password=x",
				"network.cred.users[0].totp[0]=0");
		assertFailure("network.cred.users[0].certificates of account 'amy' has something that is no fingerprint.",
				"network.cred.users[0].name=amy", "network.cred.users[0].certificates[0]=ABCD");
	}

	@Test
	void readsWhatPostgresqlKeeps() {
		// RFC 7677 section 3: the password is pencil
		this.application.withPropertyValues("network.cred.users[0].name=user",
				"network.cred.users[0].password=SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=")
			.run((context) -> login(context, "test", "user", "pencil"));
	}

	@Test
	void slowsDownWhoGuesses() {
		this.application
			.withPropertyValues("network.cred.users[0].name=bob", "network.cred.users[0].password=secret",
					"network.cred.throttle.first-pause=1h", "network.cred.throttle.longest-pause=1h",
					"network.cred.throttle.waiting=1", "network.cred.throttle.trusted=127.0.0.3")
			.run((context) -> {
				assertThatExceptionOfType(BadCredentialsException.class)
					.isThrownBy(() -> login(context, from("127.0.0.2"), "bob", "guess"));
				context.getBean(Portal.class)
					.login(new PasswordCredentials("bob", "secret"), from("127.0.0.2"), Authentication.class)
					.subscribe();
				assertThatExceptionOfType(AuthenticationServiceException.class)
					.isThrownBy(() -> login(context, from("127.0.0.2"), "bob", "secret"));
				login(context, from("127.0.0.1"), "bob", "secret");
				for (int i = 0; i < 5; i++) {
					assertThatExceptionOfType(BadCredentialsException.class)
						.isThrownBy(() -> login(context, from("127.0.0.3"), "bob", "guess"));
				}
			});
	}

	@Test
	void refusesAThrottleThatLetsNobodyIn() {
		for (String leaf : List.of("concurrent", "waiting", "remembered")) {
			this.application.withPropertyValues("network.cred.throttle." + leaf + "=0")
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(InvalidConfigurationPropertyValueException.class)
					.hasMessageContaining("network.cred.throttle." + leaf));
		}
	}

	@Test
	void keepsTheSecretOfItsDecoysAndSaysIfItIsDamaged() throws IOException {
		Path file = this.data.resolve("decoys.key");
		this.application.run((context) -> context.getBean(Portal.class));
		String made = Files.readString(file);
		this.application.run((context) -> context.getBean(Portal.class));
		assertThat(file).hasContent(made);
		Files.writeString(file, made.substring(2));
		assertFailure(file + " is damaged.");
	}

	@Test
	void publishesLoginsAsSpringSecurityDoes() {
		BlockingQueue<AbstractAuthenticationEvent> events = new LinkedBlockingQueue<>();
		this.application.withPropertyValues("network.cred.users[0].name=bob", "network.cred.users[0].password=secret")
			.withBean("audit", ApplicationListener.class,
					() -> (ApplicationListener<AbstractAuthenticationEvent>) events::add)
			.run((context) -> {
				login(context, from("127.0.0.2"), "bob", "secret");
				assertThat(events.poll(30, TimeUnit.SECONDS)).isInstanceOfSatisfying(AuthenticationSuccessEvent.class,
						(event) -> assertThat(event.getAuthentication().getDetails())
							.isEqualTo(new LoginDetails("test", "/127.0.0.2:40000")));
				assertThatExceptionOfType(BadCredentialsException.class)
					.isThrownBy(() -> login(context, from("127.0.0.2"), "bob", "wrong"));
				assertThat(events.poll(30, TimeUnit.SECONDS)).isInstanceOfSatisfying(
						AuthenticationFailureBadCredentialsEvent.class,
						(event) -> assertThat(event.getAuthentication().getName()).isEqualTo("bob"));
			});
	}

	@Test
	void runsTheExamplesOfTheGuide() throws IOException {
		Files.writeString(this.data.resolve("users"), "bob:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n");
		DocExamples guide = DocExamples.of("docs/cred.md");
		this.application.withInitializer((context) -> {
			for (String example : List.of("cred-stores", "cred-throttle")) {
				guide.yaml(example).forEach(context.getEnvironment().getPropertySources()::addLast);
			}
		}).withPropertyValues("network.cred.htpasswd=users").run((context) -> {
			login(context, "test", "bob", "secret");
			context.getBean(AccountService.class).create("dave", "stored", Set.of()).block();
			for (int i = 0; i < 30; i++) {
				assertThatExceptionOfType(BadCredentialsException.class)
					.isThrownBy(() -> login(context, from("192.0.2.10"), "dave", "guess"));
			}
			login(context, from("192.0.2.10"), "dave", "stored");
		});
	}

	private void assertFailure(String description, String... properties) {
		this.application.withPropertyValues(properties).run((context) -> {
			Throwable failure = catchThrowable(() -> context.getBean(Portal.class));
			while (!(failure instanceof FailureAnalyzedException)) {
				failure = Objects.requireNonNull(failure.getCause());
			}
			assertThat(((FailureAnalyzedException) failure).analysis().getDescription()).startsWith(description);
		});
	}

	private static LoginContext from(String address) {
		return LoginContext.from("test", new InetSocketAddress(address, 40_000));
	}

	private static Authentication login(ApplicationContext context, String protocol, String name, String password) {
		return login(context, LoginContext.from(protocol, null), name, password);
	}

	private static Authentication login(ApplicationContext context, LoginContext from, String name, String password) {
		return Objects.requireNonNull(context.getBean(Portal.class)
			.login(new PasswordCredentials(name, password), from, Authentication.class)
			.map(Login::avatar)
			.block(Duration.ofSeconds(30)));
	}

}
