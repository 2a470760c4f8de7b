package dev.torsion.cred.autoconfigure;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import dev.torsion.cred.HashingLoop;
import dev.torsion.cred.Login;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.LoginDetails;
import dev.torsion.cred.PasswordCredentials;
import dev.torsion.cred.Portal;
import dev.torsion.cred.security.PortalAuthentication;
import dev.torsion.net.EventLoop;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CredHttpAutoConfigurationTests {

	private static final String[] ALICE = { "network.cred.users[0].name=alice", "network.cred.users[0].password=secret",
			"network.cred.users[0].roles=OPS" };

	private final ReactiveWebApplicationContextRunner web = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CredAutoConfiguration.class, CredHttpAutoConfiguration.class,
				ReactiveUserDetailsServiceAutoConfiguration.class))
		.withBean(EventLoop.class, HashingLoop::new)
		.withClassLoader(new FilteredClassLoader("org.springframework.security.oauth2"));

	@Test
	void leavesSpringBootsUserWhereNoAccountsAreConfigured() {
		this.web.run((context) -> {
			assertThat(context).hasSingleBean(ReactiveUserDetailsService.class);
			assertThat(context).doesNotHaveBean(ReactiveAuthenticationManager.class);
		});
	}

	@Test
	void takesThePlaceOfSpringBootsUserWhereAccountsAreConfigured() {
		this.web.withPropertyValues(ALICE).run((context) -> {
			assertThat(context).hasSingleBean(ReactiveAuthenticationManager.class);
			assertThat(context).doesNotHaveBean(ReactiveUserDetailsService.class);
			Authentication alice = byHttp(context, "alice", "secret");
			assertThat(alice.getAuthorities()).extracting(Object::toString)
				.contains("ROLE_OPS")
				.anyMatch((authority) -> authority.contains("FACTOR_PASSWORD"));
			assertThat(alice.getDetails()).isEqualTo(new LoginDetails("http", "/192.0.2.7:40000"));
			assertThatExceptionOfType(BadCredentialsException.class)
				.isThrownBy(() -> byHttp(context, "alice", "wrong"));
		});
	}

	@Test
	void isForNamesAndPasswordsOnly() {
		this.web.withPropertyValues(ALICE)
			.run((context) -> assertThat(context.getBean(PortalAuthentication.class)
				.authenticate(new TestingAuthenticationToken("alice", "secret"))
				.blockOptional(Duration.ofSeconds(5))).isEmpty());
	}

	@Test
	void leavesHttpToTheManagerOfTheApplicationWhichProtocolsAskAsWell() {
		ReactiveAuthenticationManager own = (presented) -> presented.getName().equals("carol")
				? Mono.just(UsernamePasswordAuthenticationToken.authenticated("carol", null, List.of()))
				: Mono.error(new BadCredentialsException("own"));
		this.web.withPropertyValues(ALICE)
			.withBean("own", ReactiveAuthenticationManager.class, () -> own)
			.run((context) -> {
				assertThat(context).hasSingleBean(ReactiveAuthenticationManager.class);
				assertThat(byProtocol(context, "carol", "any").getName()).isEqualTo("carol");
				assertThat(byProtocol(context, "alice", "secret").getName()).isEqualTo("alice");
				assertThatExceptionOfType(BadCredentialsException.class)
					.isThrownBy(() -> byProtocol(context, "dave", "any"));
			});
	}

	@Test
	void makesUpNoUserWhereTheApplicationHasAManager() {
		this.web.withBean("own", ReactiveAuthenticationManager.class, () -> (presented) -> Mono.<Authentication>empty())
			.run((context) -> assertThatExceptionOfType(BadCredentialsException.class)
				.isThrownBy(() -> byProtocol(context, "user", "any")));
	}

	@Test
	void doesNotAskItselfWhereTheApplicationDeclaresIt() {
		this.web.withPropertyValues(ALICE)
			.withUserConfiguration(Declared.class)
			.run((context) -> assertThatExceptionOfType(BadCredentialsException.class)
				.isThrownBy(() -> byHttp(context, "nobody", "any")));
	}

	@Test
	void knowsTheUserDetailsOfTheApplicationBesideConfiguredAccounts() {
		this.web.withPropertyValues(ALICE)
			.withBean(ReactiveUserDetailsService.class,
					() -> new MapReactiveUserDetailsService(
							User.withUsername("own").password("{noop}own-secret").roles("OWN").build()))
			.run((context) -> {
				assertThat(byHttp(context, "own", "own-secret").getName()).isEqualTo("own");
				assertThat(byHttp(context, "alice", "secret").getName()).isEqualTo("alice");
			});
	}

	@Test
	void isForReactiveWebApplications() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(CredAutoConfiguration.class, CredHttpAutoConfiguration.class))
			.withBean(EventLoop.class, HashingLoop::new)
			.withPropertyValues(ALICE)
			.run((context) -> assertThat(context).doesNotHaveBean(ReactiveAuthenticationManager.class));
	}

	private static Authentication byHttp(ApplicationContext context, String name, String password) {
		ServerWebExchange exchange = MockServerWebExchange
			.from(MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress("192.0.2.7", 40_000)));
		return Objects.requireNonNull(context.getBean(ReactiveAuthenticationManager.class)
			.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, password))
			.contextWrite(Context.of(ServerWebExchange.class, exchange))
			.block(Duration.ofSeconds(30)));
	}

	private static Authentication byProtocol(ApplicationContext context, String name, String password) {
		return Objects.requireNonNull(context.getBean(Portal.class)
			.login(new PasswordCredentials(name, password), LoginContext.from("test", null), Authentication.class)
			.map(Login::avatar)
			.block(Duration.ofSeconds(30)));
	}

	@Configuration(proxyBeanMethods = false)
	static class Declared {

		@Bean
		PortalAuthentication own(Portal portal) {
			return new PortalAuthentication(portal);
		}

	}

}
