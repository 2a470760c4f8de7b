package dev.torsion.cred.autoconfigure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountAliases;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.AccountStore;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.security.PortalAuthentication;
import dev.torsion.cred.store.HtpasswdAccountStore;
import dev.torsion.cred.store.HtpasswdException;
import dev.torsion.cred.store.MemoryAccountStore;
import dev.torsion.cred.store.UserDetailsStore;
import dev.torsion.files.DataFolder;
import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.userdetails.ReactiveUserDetailsPasswordService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.util.StringUtils;

/**
 * Which stores there are, in the order in which they are asked: what {@code network.cred}
 * configures, beans, the application's own user details. Only where there is none of
 * these, and no manager of the application either, is it Spring Boot's default user, or
 * one with a password that is made up.
 */
final class AccountStores {

	private static final String HTPASSWD = "network.cred.htpasswd";

	private static final Log logger = LogFactory.getLog(AccountStores.class);

	private final CredProperties properties;

	private final Encodings encodings;

	private final ConfigurableListableBeanFactory beans;

	AccountStores(CredProperties properties, Encodings encodings, ConfigurableListableBeanFactory beans) {
		this.properties = properties;
		this.encodings = encodings;
		this.beans = beans;
	}

	Accounts all() {
		List<AccountStore> stores = new ArrayList<>();
		if (!this.properties.users().isEmpty()) {
			stores.add(new MemoryAccountStore(new ConfiguredAccounts(this.encodings).of(this.properties.users())));
		}
		if (StringUtils.hasText(this.properties.htpasswd())) {
			stores.add(htpasswd(this.properties.htpasswd()));
		}
		this.beans.getBeanProvider(AccountStore.class).orderedStream().forEach(stores::add);
		UserDetailsServices services = UserDetailsServices.in(this.beans);
		if (services.own() != null) {
			stores.add(userDetails(services.own()));
		}
		if (stores.isEmpty() && !hasManager()) {
			stores.add((services.boots() != null) ? userDetails(services.boots()) : generated());
		}
		return new Accounts(stores, this.beans.getBeanProvider(AccountAliases.class).orderedStream().toList());
	}

	private HtpasswdAccountStore htpasswd(String path) {
		try {
			String plain = path.startsWith("file:") ? path.substring("file:".length()) : path;
			return HtpasswdAccountStore.open(this.beans.getBean(DataFolder.class).resolve(plain),
					this.beans.getBean(EventLoop.class));
		}
		catch (HtpasswdException ex) {
			throw new FailureAnalyzedException("%s has a mistake in it: %s".formatted(HTPASSWD, ex.getMessage()),
					"Correct the line; 'htpasswd -B' writes passwords that can be read.", ex);
		}
		catch (IOException ex) {
			throw new FailureAnalyzedException("%s cannot be read: %s".formatted(HTPASSWD, ex),
					"Name a file that is there and that the application may read.", ex);
		}
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
