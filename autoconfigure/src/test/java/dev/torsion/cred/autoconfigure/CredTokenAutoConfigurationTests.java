package dev.torsion.cred.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.torsion.cred.HashingLoop;
import dev.torsion.cred.Login;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.Portal;
import dev.torsion.cred.TokenCredentials;
import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.AccountStore;
import dev.torsion.cred.security.TokenChecker;
import dev.torsion.cred.store.MemoryAccountStore;
import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.introspection.ReactiveOpaqueTokenIntrospector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CredTokenAutoConfigurationTests {

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CredAutoConfiguration.class, CredTokenAutoConfiguration.class))
		.withBean(EventLoop.class, HashingLoop::new)
		.withBean(AccountStore.class, CredTokenAutoConfigurationTests::accounts);

	@Test
	void acceptsNoTokensWhereNobodyVerifiesThem() {
		this.application.run((context) -> assertThat(accepts(context)).isFalse());
		this.application.withClassLoader(new FilteredClassLoader("org.springframework.security.oauth2"))
			.run((context) -> assertThat(accepts(context)).isFalse());
	}

	@Test
	void acceptsSignedTokensAsTheResourceServerDoes() {
		this.application.withBean(ReactiveJwtDecoder.class, () -> CredTokenAutoConfigurationTests::decode)
			.run((context) -> {
				assertThat(accepts(context)).isTrue();
				assertThat(login(context, null, "bob").getName()).isEqualTo("bob");
				assertThat(login(context, "BOB", "bob").getName()).isEqualTo("bob");
				assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(() -> login(context, "amy", "bob"));
				assertThatExceptionOfType(BadCredentialsException.class)
					.isThrownBy(() -> login(context, null, "forged"));
				assertThatExceptionOfType(BadCredentialsException.class)
					.isThrownBy(() -> login(context, null, "x".repeat(TokenChecker.MAX_TOKEN + 1)));
				assertThatExceptionOfType(AuthenticationServiceException.class)
					.isThrownBy(() -> login(context, null, "down"));
			});
	}

	@Test
	void refusesATokenForAnAccountThatMayNotBeUsed() {
		this.application.withBean(ReactiveJwtDecoder.class, () -> CredTokenAutoConfigurationTests::decode)
			.run((context) -> assertThatExceptionOfType(DisabledException.class)
				.isThrownBy(() -> login(context, null, "eve")));
	}

	@Test
	void acceptsIntrospectedTokens() {
		ReactiveOpaqueTokenIntrospector introspector = (token) -> Mono.just(new DefaultOAuth2AuthenticatedPrincipal(
				token, Map.of("sub", token), AuthorityUtils.createAuthorityList("SCOPE_mail")));
		this.application.withBean(ReactiveOpaqueTokenIntrospector.class, () -> introspector)
			.run((context) -> assertThat(login(context, null, "bob").getAuthorities()).extracting(Object::toString)
				.contains("SCOPE_mail"));
	}

	private static AccountStore accounts() {
		return new MemoryAccountStore(List.of(Account.of("eve", List.of(), AccountStatus.DISABLED, List.of())));
	}

	private static Mono<Jwt> decode(String token) throws JwtException {
		return switch (token) {
			case "forged" -> Mono.error(new BadJwtException("forged"));
			case "down" -> Mono.error(new JwtException("no keys"));
			default -> Mono
				.just(Jwt.withTokenValue(token).header("alg", "none").subject(token).issuedAt(Instant.EPOCH).build());
		};
	}

	private static boolean accepts(ApplicationContext context) {
		return context.getBean(Portal.class).accepts(TokenCredentials.class);
	}

	private static Authentication login(ApplicationContext context, @Nullable String name, String token) {
		return Objects.requireNonNull(context.getBean(Portal.class)
			.login(new TokenCredentials(name, token), LoginContext.from("test", null), Authentication.class)
			.map(Login::avatar)
			.block(Duration.ofSeconds(30)));
	}

}
