package dev.torsion.cred.autoconfigure;

import dev.torsion.cred.Portal;
import dev.torsion.cred.security.PortalAuthentication;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.security.authentication.ReactiveAuthenticationManager;

/**
 * Auto-configuration of logins by HTTP through the portal, where an application has
 * accounts in {@code network.cred} and no manager of its own. Before Spring Boot's
 * default user, which makes way for a manager, and stays where there is none of ours.
 */
@AutoConfiguration(
		beforeName = "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration")
@ConditionalOnClass(name = "org.springframework.web.server.ServerWebExchange")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@Conditional(OnConfiguredAccounts.class)
public final class CredHttpAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(ReactiveAuthenticationManager.class)
	PortalAuthentication portalAuthentication(Portal portal) {
		return new PortalAuthentication(portal);
	}

}
