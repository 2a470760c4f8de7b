package dev.torsion.cred.autoconfigure;

import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.security.TokenChecker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenReactiveAuthenticationManager;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.introspection.ReactiveOpaqueTokenIntrospector;

/**
 * Auto-configuration of bearer tokens in all protocols, where the application is a
 * resource server: by what it verifies tokens with for HTTP.
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration")
@ConditionalOnClass(BearerTokenAuthenticationToken.class)
public final class CredTokenAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ReactiveJwtDecoder.class)
	@ConditionalOnBean(ReactiveJwtDecoder.class)
	@ConditionalOnMissingBean(TokenChecker.class)
	static class Signed {

		@Bean
		@Lazy
		TokenChecker jwtTokenChecker(ReactiveJwtDecoder decoder,
				ObjectProvider<ReactiveJwtAuthenticationConverter> converter, Accounts accounts) {
			JwtReactiveAuthenticationManager tokens = new JwtReactiveAuthenticationManager(decoder);
			converter.ifAvailable(tokens::setJwtAuthenticationConverter);
			return new TokenChecker(tokens, accounts);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(ReactiveOpaqueTokenIntrospector.class)
	@ConditionalOnMissingBean(TokenChecker.class)
	static class Introspected {

		@Bean
		@Lazy
		TokenChecker opaqueTokenChecker(ReactiveOpaqueTokenIntrospector introspector, Accounts accounts) {
			return new TokenChecker(new OpaqueTokenReactiveAuthenticationManager(introspector), accounts);
		}

	}

}
