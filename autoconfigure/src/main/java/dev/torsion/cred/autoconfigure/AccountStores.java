package dev.torsion.cred.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.AccountStore;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.security.PortalAuthentication;
import dev.torsion.cred.store.MemoryAccountStore;
import dev.torsion.cred.store.UserDetailsStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.userdetails.ReactiveUserDetailsPasswordService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;

/**
 * Which stores there are, in the order in which they are asked: beans, the application's
 * own user details, what {@code network.cred} configures. Only where there is none of
 * these, and no manager of the application either, is it Spring Boot's default user, or
 * one with a password that is made up.
 */
final class AccountStores {

	private static final Log logger = LogFactory.getLog(AccountStores.class);

	private final Encodings encodings;

	private final ConfigurableListableBeanFactory beans;

	AccountStores(Encodings encodings, ConfigurableListableBeanFactory beans) {
		this.encodings = encodings;
		this.beans = beans;
	}

	Accounts all(CredProperties properties, List<AccountStore> declared) {
		List<AccountStore> stores = new ArrayList<>(declared);
		UserDetailsServices services = UserDetailsServices.in(this.beans);
		if (services.own() != null) {
			stores.add(userDetails(services.own()));
		}
		if (!properties.users().isEmpty()) {
			stores.add(new MemoryAccountStore(new ConfiguredAccounts(this.encodings).of(properties.users())));
		}
		if (stores.isEmpty() && !hasManager()) {
			stores.add((services.boots() != null) ? userDetails(services.boots()) : generated());
		}
		return new Accounts(stores);
	}

	/** By name and type: making them now would go round in a circle. */
	private boolean hasManager() {
		return Arrays.stream(this.beans.getBeanNamesForType(ReactiveAuthenticationManager.class, true, false))
			.anyMatch((name) -> !this.beans.isTypeMatch(name, PortalAuthentication.class));
	}

	private UserDetailsStore userDetails(ReactiveUserDetailsService users) {
		return new UserDetailsStore(users,
				this.beans.getBeanProvider(ReactiveUserDetailsPasswordService.class).getIfAvailable());
	}

	private AccountStore generated() {
		String password = UUID.randomUUID().toString();
		logger.warn(
				"%n%nUsing generated password for the account 'user': %s%n%nIt lasts until the application ends. Set network.cred.users to have accounts of your own.%n"
					.formatted(password));
		return new MemoryAccountStore(List.of(Account.of("user", List.of(), AccountStatus.ACTIVE,
				List.of(new Secret.Password(this.encodings.encode(password))))));
	}

}
