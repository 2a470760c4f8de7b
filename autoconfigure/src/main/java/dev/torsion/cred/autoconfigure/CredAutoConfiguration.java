package dev.torsion.cred.autoconfigure;

import java.util.List;

import dev.torsion.cred.AvatarFactory;
import dev.torsion.cred.CheckerPortal;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.LiveLogins;
import dev.torsion.cred.LoginAudit;
import dev.torsion.cred.LoginThrottle;
import dev.torsion.cred.Portal;
import dev.torsion.cred.Realm;
import dev.torsion.cred.account.AccountStore;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.account.PasswordChecker;
import dev.torsion.cred.password.Decoys;
import dev.torsion.net.EventLoop;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.DefaultAuthenticationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Auto-configuration of the {@link Portal}. Its accounts are those of the application's
 * own {@link ReactiveUserDetailsService}, else {@code network.cred.users}, else those of
 * Spring Boot's default, else one with a generated password. They stay inside the portal:
 * as a bean they would make Spring Boot's default vanish.
 */
@AutoConfiguration(afterName = { "dev.torsion.net.autoconfigure.NetworkAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration" })
@EnableConfigurationProperties(CredProperties.class)
public final class CredAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LiveLogins liveLogins() {
		return new LiveLogins();
	}

	@Bean
	@ConditionalOnMissingBean
	LoginAudit loginAudit(ObjectProvider<AuthenticationEventPublisher> publisher, ApplicationEventPublisher events,
			EventLoop loop) {
		return new SecurityEventAudit(publisher.getIfAvailable(() -> new DefaultAuthenticationEventPublisher(events)),
				loop);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Realm realm(ObjectProvider<AvatarFactory<?>> factories) {
		return new Realm(factories.orderedStream().toList());
	}

	/** Lazy, so that no password is made up where no protocol asks for one. */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Accounts accounts(CredProperties properties, ConfigurableListableBeanFactory beans,
			ObjectProvider<AccountStore> stores, Encodings encodings) {
		return new AccountStores(encodings, beans).all(properties, stores.orderedStream().toList());
	}

	@Bean
	Encodings credEncodings(ObjectProvider<PasswordEncoder> ownEncoder) {
		return new Encodings(ownEncoder.getIfAvailable());
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	PasswordChecker passwordChecker(Accounts accounts, Encodings encodings, EventLoop loop) {
		return new PasswordChecker(accounts, encodings.encoder(), new Decoys(List.of()), loop);
	}

	@Bean
	@ConditionalOnMissingBean
	LoginThrottle loginThrottle() {
		return LoginThrottle.none();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Portal portal(ObjectProvider<CredentialsChecker<?>> checkers, Realm realm, LoginThrottle throttle, LiveLogins live,
			LoginAudit audit) {
		return new CheckerPortal(checkers.orderedStream().toList(), realm, throttle, live, audit);
	}

}
