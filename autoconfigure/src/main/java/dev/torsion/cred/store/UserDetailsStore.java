package dev.torsion.cred.store;

import java.util.List;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.account.UpgradableAccountStore;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.userdetails.ReactiveUserDetailsPasswordService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * The accounts of an application that has them the way Spring Security does. Its
 * {@code UserDetails} become the principals; they are asked to erase their credentials
 * first, so one that is a {@link CredentialsContainer} must not be shared between
 * lookups, {@link User} aside.
 */
public final class UserDetailsStore implements UpgradableAccountStore {

	private final ReactiveUserDetailsService users;

	private final @Nullable ReactiveUserDetailsPasswordService passwords;

	/**
	 * Creates the store.
	 * @param users finds the accounts
	 * @param passwords changes their passwords, {@code null} if nobody does
	 */
	public UserDetailsStore(ReactiveUserDetailsService users, @Nullable ReactiveUserDetailsPasswordService passwords) {
		this.users = users;
		this.passwords = passwords;
	}

	@Override
	public Mono<Account> find(String name) {
		return Mono.defer(() -> this.users.findByUsername(name))
			.onErrorResume(UsernameNotFoundException.class, (ex) -> Mono.empty())
			.map(UserDetailsStore::account);
	}

	private static Account account(UserDetails user) {
		String password = user.getPassword();
		List<Secret> secrets = (password != null) ? List.of(new Secret.Password(password)) : List.of();
		return new Account(user.getUsername(), erase(user), user.getAuthorities(), status(user), secrets);
	}

	private static UserDetails erase(UserDetails user) {
		if (user.getClass() == User.class) {
			return new User(user.getUsername(), null, user.getAuthorities());
		}
		if (user instanceof CredentialsContainer container) {
			container.eraseCredentials();
		}
		return user;
	}

	private static AccountStatus status(UserDetails user) {
		if (!user.isAccountNonLocked()) {
			return AccountStatus.LOCKED;
		}
		if (!user.isEnabled()) {
			return AccountStatus.DISABLED;
		}
		if (!user.isAccountNonExpired()) {
			return AccountStatus.EXPIRED;
		}
		return user.isCredentialsNonExpired() ? AccountStatus.ACTIVE : AccountStatus.PASSWORD_EXPIRED;
	}

	@Override
	public Mono<Void> upgrade(Account account, Secret.Password password, String encoded) {
		ReactiveUserDetailsPasswordService service = this.passwords;
		return (service != null && account.principal() instanceof UserDetails user)
				? service.updatePassword(user, encoded).then() : Mono.empty();
	}

}
