package dev.torsion.demo;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/**
 * Who may see what: the site and its API are for everybody, the settings and the inside
 * of the application and the rooms for those who have logged in.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityRules {

	@Bean
	SecurityWebFilterChain filterChain(ServerHttpSecurity http) {
		return http
			.authorizeExchange((requests) -> requests.pathMatchers("/actuator/health", "/actuator/health/**")
				.permitAll()
				.pathMatchers("/settings", "/settings/**", "/actuator", "/actuator/**")
				.hasRole("ADMIN")
				.pathMatchers("/chat", "/chat/**")
				.authenticated()
				.anyExchange()
				.permitAll())
			// Files have validators; Spring Security would forbid every cache to keep
			// them
			.headers((headers) -> headers.cache(ServerHttpSecurity.HeaderSpec.CacheSpec::disable))
			.csrf((csrf) -> csrf.requireCsrfProtectionMatcher(exceptQueries()))
			.formLogin(Customizer.withDefaults())
			.httpBasic(Customizer.withDefaults())
			.build();
	}

	/** DNS over HTTPS is asked by POST, and changes nothing. */
	private static ServerWebExchangeMatcher exceptQueries() {
		return new AndServerWebExchangeMatcher(CsrfWebFilter.DEFAULT_CSRF_MATCHER,
				new NegatedServerWebExchangeMatcher(ServerWebExchangeMatchers.pathMatchers("/dns-query")));
	}

	/**
	 * Timing each of the filters costs a request many times what the file does; requests
	 * as a whole are timed anyway.
	 */
	@Bean
	SecurityObservationSettings securityObservations() {
		return SecurityObservationSettings.noObservations();
	}

}
