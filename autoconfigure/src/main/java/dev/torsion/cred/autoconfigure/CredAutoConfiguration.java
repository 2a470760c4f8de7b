package dev.torsion.cred.autoconfigure;

import java.util.List;
import java.util.UUID;

import dev.torsion.cred.PasswordPortal;
import dev.torsion.cred.Portal;
import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
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

	private static final Log logger = LogFactory.getLog(CredAutoConfiguration.class);

	/** Lazy, so that no password is made up where no protocol asks for one. */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Portal portal(CredProperties properties, ConfigurableListableBeanFactory beans,
			ObjectProvider<PasswordEncoder> ownEncoder, EventLoop loop) {
		Encodings encodings = new Encodings(ownEncoder.getIfAvailable());
		AccountServices services = AccountServices.in(beans);
		List<CredProperties.User> users = properties.users();
		ReactiveUserDetailsService own = services.own();
		if (own != null) {
			if (!users.isEmpty()) {
				logger.warn("network.cred.users is not used, because the application has a ReactiveUserDetailsService");
			}
			return new PasswordPortal(own, encodings.encoder(), loop, List.of());
		}
		if (!users.isEmpty()) {
			return portal(new ConfiguredAccounts(encodings).of(users), encodings, loop);
		}
		ReactiveUserDetailsService boots = services.boots();
		return (boots != null) ? new PasswordPortal(boots, encodings.encoder(), loop, List.of())
				: portal(List.of(generated(encodings)), encodings, loop);
	}

	private static Portal portal(List<UserDetails> accounts, Encodings encodings, EventLoop loop) {
		return new PasswordPortal(new MapReactiveUserDetailsService(accounts), encodings.encoder(), loop,
				accounts.stream().map(UserDetails::getPassword).map(String::valueOf).toList());
	}

	private static UserDetails generated(Encodings encodings) {
		String password = UUID.randomUUID().toString();
		logger.warn(
				"%n%nUsing generated password for the account 'user': %s%n%nIt lasts until the application ends. Set network.cred.users to have accounts of your own.%n"
					.formatted(password));
		return User.withUsername("user").password(encodings.encode(password)).roles().build();
	}

}
