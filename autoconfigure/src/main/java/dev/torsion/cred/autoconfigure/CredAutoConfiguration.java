package dev.torsion.cred.autoconfigure;

import java.time.Clock;
import java.util.List;

import dev.torsion.cred.AvatarFactory;
import dev.torsion.cred.CheckerPortal;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.LiveLogins;
import dev.torsion.cred.LoginAudit;
import dev.torsion.cred.LoginThrottle;
import dev.torsion.cred.Portal;
import dev.torsion.cred.Realm;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.account.KeyChecker;
import dev.torsion.cred.account.KeySource;
import dev.torsion.cred.account.OneTimeCodeChecker;
import dev.torsion.cred.account.PasswordChecker;
import dev.torsion.cred.password.Decoys;
import dev.torsion.cred.security.ManagerChecker;
import dev.torsion.cred.service.AccountService;
import dev.torsion.cred.service.SessionEnd;
import dev.torsion.cred.throttle.PenaltyThrottle;
import dev.torsion.files.DataFolder;
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
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Auto-configuration of the {@link Portal} and of what it asks. The accounts stay inside:
 * as a {@code ReactiveUserDetailsService} they would make Spring Boot's default vanish.
 * What needs accounts is lazy, so that no password is made up where no protocol asks for
 * one.
 */
@AutoConfiguration(afterName = { "dev.torsion.net.autoconfigure.NetworkAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration" })
@EnableConfigurationProperties(CredProperties.class)
public final class CredAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Portal portal(ObjectProvider<CredentialsChecker<?>> checkers, Realm realm, LoginThrottle throttle, LiveLogins live,
			ObjectProvider<LoginAudit> audits) {
		return new CheckerPortal(checkers.orderedStream().toList(), realm, throttle, live,
				audits.orderedStream().toList());
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Realm realm(ObjectProvider<AvatarFactory<?>> factories) {
		return new Realm(factories.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	LiveLogins liveLogins() {
		return new LiveLogins();
	}

	@Bean
	@ConditionalOnMissingBean
	LoginThrottle loginThrottle(CredProperties properties, EventLoop loop) {
		ThrottleProperties throttle = properties.throttle();
		return throttle.enabled() ? new PenaltyThrottle(throttle.settings(), loop.scheduler()) : LoginThrottle.none();
	}

	@Bean
	SecurityEventAudit securityEventAudit(ObjectProvider<AuthenticationEventPublisher> publisher,
			ApplicationEventPublisher events, EventLoop loop) {
		return new SecurityEventAudit(publisher.getIfAvailable(() -> new DefaultAuthenticationEventPublisher(events)),
				loop);
	}

	@Bean
	Encodings credEncodings(ObjectProvider<PasswordEncoder> own, CredProperties properties) {
		return new Encodings(own.getIfAvailable(), properties.iterations());
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Accounts accounts(CredProperties properties, Encodings encodings, ConfigurableListableBeanFactory beans) {
		return new AccountStores(properties, encodings, beans).all();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	AccountService accountService(Accounts accounts, Encodings encodings, EventLoop loop,
			ApplicationEventPublisher events) {
		return new AccountService(accounts, encodings.encoder(), loop, events);
	}

	@Bean
	SessionEnd sessionEnd(LiveLogins live) {
		return new SessionEnd(live);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Decoys decoys(ObjectProvider<DataFolder> data) {
		return new Decoys(List.of(), DecoySecret.in(data.getIfAvailable()));
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	PasswordChecker passwordChecker(Accounts accounts, Encodings encodings, Decoys decoys, EventLoop loop) {
		return new PasswordChecker(accounts, encodings.encoder(), decoys, loop);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	KeyChecker keyChecker(Accounts accounts, ObjectProvider<KeySource> sources) {
		return new KeyChecker(accounts, sources.orderedStream().toList());
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	OneTimeCodeChecker oneTimeCodeChecker(Accounts accounts) {
		return new OneTimeCodeChecker(accounts, Clock.systemUTC());
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	ManagerChecker managerChecker(ObjectProvider<ReactiveAuthenticationManager> managers) {
		return new ManagerChecker(() -> managers.orderedStream().toList());
	}

}
