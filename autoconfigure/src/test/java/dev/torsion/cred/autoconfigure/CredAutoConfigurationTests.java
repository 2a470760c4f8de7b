package dev.torsion.cred.autoconfigure;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.torsion.DocExamples;
import dev.torsion.cred.HashingLoop;
import dev.torsion.cred.Login;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.PasswordCredentials;
import dev.torsion.cred.Portal;
import dev.torsion.cred.test.PlainPortal;
import dev.torsion.net.EventLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

@ExtendWith(OutputCaptureExtension.class)
class CredAutoConfigurationTests {

	private static final String[] ALICE = { "network.cred.users[0].name=alice", "network.cred.users[0].password=secret",
			"network.cred.users[0].roles=OPS,USER" };

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CredAutoConfiguration.class))
		.withUserConfiguration(Protocols.class);

	private final ReactiveWebApplicationContextRunner web = new ReactiveWebApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(CredAutoConfiguration.class, ReactiveUserDetailsServiceAutoConfiguration.class))
		.withUserConfiguration(Protocols.class)
		// A resource server on the class path would be Spring Boot's reason for no user
		.withClassLoader(new FilteredClassLoader("org.springframework.security.oauth2"));

	@Test
	void knowsConfiguredUsers(CapturedOutput output) {
		this.application.withPropertyValues(ALICE).run((context) -> {
			Authentication alice = login(context, "alice", "secret");
			assertThat(alice.getAuthorities()).extracting(Object::toString)
				.containsExactlyInAnyOrder("ROLE_OPS", "ROLE_USER");
			assertThat(failure(context, "alice", "wrong")).isInstanceOf(BadCredentialsException.class);
			assertThat(failure(context, "user", "secret")).isInstanceOf(BadCredentialsException.class);
			assertThat(output).doesNotContain("generated password");
		});
	}

	@Test
	void readsPasswordsInTheirEncoding() {
		this.application.withPropertyValues("network.cred.users[0].name=a",
				"network.cred.users[0].password={noop}secret", "network.cred.users[1].name=b",
				"network.cred.users[1].password={bcrypt}$2a$04$W0.SZ6mbGT2X6gNP3G1W4O8FbXGyNqCfYeydDAFkUTrPSUdtG0CPG")
			.run((context) -> {
				assertThat(login(context, "A", "secret").getName()).isEqualTo("a");
				assertThat(failure(context, "b", "wrong")).isInstanceOf(BadCredentialsException.class);
			});
	}

	@Test
	void generatesAPasswordAndLogsItOnceWhereNothingIsConfigured(CapturedOutput output) {
		this.application.run((context) -> {
			Matcher matcher = Pattern.compile("generated password for the account 'user': (\\S+)").matcher(output);
			assertThat(matcher.find()).isTrue();
			assertThat(login(context, "user", matcher.group(1)).getAuthorities()).isEmpty();
			assertThat(matcher.find()).isFalse();
		});
	}

	@Test
	void makesUpNoPasswordIfNobodyAsksForOne(CapturedOutput output) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CredAutoConfiguration.class))
			.withBean(EventLoop.class, HashingLoop::new)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).doesNotContain("generated password");
			});
	}

	@Test
	void encodesTheGeneratedPasswordWithTheApplicationsEncoder(CapturedOutput output) {
		this.application.withBean(PasswordEncoder.class, CredAutoConfigurationTests::pbkdf2).run((context) -> {
			Matcher matcher = Pattern.compile("generated password for the account 'user': (\\S+)").matcher(output);
			assertThat(matcher.find()).isTrue();
			login(context, "user", matcher.group(1));
		});
	}

	@Test
	void knowsConfiguredUsersBesideTheApplicationsOwn() {
		this.application.withPropertyValues(ALICE)
			.withBean(ReactiveUserDetailsService.class, this::own)
			.run((context) -> {
				login(context, "own", "own-secret");
				login(context, "alice", "secret");
			});
	}

	@Test
	void prefersConfiguredUsersToSpringBootsDefault() {
		this.web.withPropertyValues(ALICE)
			.withPropertyValues("spring.security.user.name=boot", "spring.security.user.password=boot-secret")
			.run((context) -> {
				login(context, "alice", "secret");
				assertThat(failure(context, "boot", "boot-secret")).isInstanceOf(BadCredentialsException.class);
			});
	}

	@Test
	void prefersSpringBootsDefaultToAGeneratedUser(CapturedOutput output) {
		this.web.withPropertyValues("spring.security.user.name=boot", "spring.security.user.password=boot-secret")
			.run((context) -> {
				login(context, "boot", "boot-secret");
				assertThat(output).doesNotContain("generated password");
			});
	}

	@Test
	void prefersTheApplicationsOwnAccountsInAWebApplication() {
		this.web.withBean("reactiveUserDetailsService", ReactiveUserDetailsService.class, this::own)
			.run((context) -> login(context, "own", "own-secret"));
	}

	@Test
	void leavesSpringBootsDefaultAlone() {
		this.web.withPropertyValues(ALICE).run((context) -> {
			assertThat(context).hasSingleBean(ReactiveUserDetailsService.class);
			assertThat(context).doesNotHaveBean(ReactiveAuthenticationManager.class);
		});
		this.application.run((context) -> assertThat(context).doesNotHaveBean(ReactiveUserDetailsService.class));
	}

	@Test
	void asksForAPrimaryAmongSeveralServices() {
		this.application.withBean("first", ReactiveUserDetailsService.class, this::own)
			.withBean("second", ReactiveUserDetailsService.class, this::own)
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("first,second"));
		this.application.withBean("first", ReactiveUserDetailsService.class, this::own)
			.withBean("second", ReactiveUserDetailsService.class, () -> (name) -> Mono.empty(),
					(definition) -> definition.setPrimary(true))
			.run((context) -> assertThat(failure(context, "own", "own-secret"))
				.isInstanceOf(BadCredentialsException.class));
	}

	@Test
	void leavesThePortalToTheApplication() {
		Portal own = new PlainPortal();
		this.application.withBean(Portal.class, () -> own)
			.run((context) -> assertThat(context).getBean(Portal.class).isSameAs(own));
	}

	@Test
	void readsPasswordsWithTheApplicationsEncoder() {
		String encoded = Objects.requireNonNull(pbkdf2().encode("secret"));
		this.application.withBean(PasswordEncoder.class, CredAutoConfigurationTests::pbkdf2)
			.withPropertyValues("network.cred.users[0].name=alice", "network.cred.users[0].password=" + encoded)
			.run((context) -> login(context, "alice", "secret"));
	}

	@Test
	void saysWhatIsWrongWithUsersAndNeverShowsAPassword() {
		assertFailure("network.cred.users[0].name is missing.", "", "hidden");
		assertFailure("network.cred.users[0].name is missing.", " ", "hidden");
		assertFailure("network.cred.users[0].name is longer than 255 characters.", "n".repeat(256), "hidden");
		assertFailure("network.cred.users[0].password of account 'bob' is missing.", "bob", "");
		assertFailure("network.cred.users[0].password of account 'bob' is missing.", "bob", "{noop}");
		assertFailure(
				"network.cred.users[0].password of account 'bob' is in an encoding that cannot be read: the PasswordEncoder rejects {rot13}.",
				"bob", "{rot13}hidden");
		assertFailure(
				"network.cred.users[0].password of account 'bob' is in an encoding that cannot be read: what follows {SCRAM-SHA-256} is not complete.",
				"bob", "{SCRAM-SHA-256}SCRAM-SHA-256$15000:hidden");
	}

	@Test
	void refusesNamesThatDifferInCaseAlone() {
		FailureAnalysis failure = failure("network.cred.users[0].name=bob", "network.cred.users[0].password=x",
				"network.cred.users[1].name=Bob", "network.cred.users[1].password=y");
		assertThat(failure.getDescription())
			.isEqualTo("network.cred.users[1].name is 'Bob', as is that of network.cred.users[0].");
		assertThat(failure.getAction()).isEqualTo("Remove one of the two; upper and lower case are the same.");
	}

	@Test
	void refusesRolesWithTheirPrefix() {
		FailureAnalysis failure = failure("network.cred.users[0].name=bob", "network.cred.users[0].password=x",
				"network.cred.users[0].roles=ROLE_OPS");
		assertThat(failure.getDescription()).isEqualTo("network.cred.users[0].roles contains 'ROLE_OPS'.");
	}

	@Test
	void runsTheExampleOfTheGuide() {
		this.application
			.withInitializer((context) -> DocExamples.of("docs/cred.md")
				.yaml("cred-users")
				.forEach(context.getEnvironment().getPropertySources()::addFirst))
			.run((context) -> {
				assertThat(login(context, "alice", "correct horse").getAuthorities()).extracting(Object::toString)
					.containsExactly("ROLE_OPS");
				assertThat(login(context, "bob", "battery staple").getAuthorities()).isEmpty();
			});
	}

	private ReactiveUserDetailsService own() {
		return new MapReactiveUserDetailsService(
				User.withUsername("own").password("{noop}own-secret").roles("OWN").build());
	}

	private void assertFailure(String description, String name, String password) {
		FailureAnalysis failure = failure("network.cred.users[0].name=" + name,
				"network.cred.users[0].password=" + password);
		assertThat(failure.getDescription()).isEqualTo(description).doesNotContain("hidden");
		assertThat(failure.getAction()).isNotBlank();
	}

	private FailureAnalysis failure(String... properties) {
		AtomicReference<FailureAnalysis> analysis = new AtomicReference<>();
		this.application.withPropertyValues(properties).run((context) -> {
			Throwable root = NestedExceptionUtils
				.getMostSpecificCause(Objects.requireNonNull(context.getStartupFailure()));
			assertThat(root).isInstanceOfSatisfying(FailureAnalyzedException.class,
					(failure) -> analysis.set(failure.analysis()));
		});
		return Objects.requireNonNull(analysis.get());
	}

	private static PasswordEncoder pbkdf2() {
		return new Pbkdf2PasswordEncoder("", 16, 1000,
				Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256);
	}

	private static Authentication login(ApplicationContext context, String name, String password) {
		return Objects.requireNonNull(context.getBean(Portal.class)
			.login(new PasswordCredentials(name, password), LoginContext.from("test", null), Authentication.class)
			.map(Login::avatar)
			.block(Duration.ofSeconds(30)));
	}

	private static Throwable failure(ApplicationContext context, String name, String password) {
		return catchThrowable(() -> login(context, name, password));
	}

	@Configuration(proxyBeanMethods = false)
	static class Protocols {

		@Bean
		EventLoop eventLoop() {
			return new HashingLoop();
		}

		@Bean
		Object protocol(Portal portal) {
			return portal.toString();
		}

	}

}
