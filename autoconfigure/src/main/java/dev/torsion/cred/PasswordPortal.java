package dev.torsion.cred;

import java.util.Collection;

import dev.torsion.net.EventLoop;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.AccountExpiredException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Proves passwords. They are hashed on the event loop's bounded pool; for a name that has
 * no account one is hashed as well, so that the time taken does not tell. Whether an
 * account is disabled, locked or expired is told only to who knows its password.
 */
public final class PasswordPortal implements Portal {

	/**
	 * Longest name that is looked up, in UTF-16 units.
	 */
	public static final int MAX_NAME = 255;

	/**
	 * Longest password that is hashed, in UTF-16 units.
	 */
	public static final int MAX_PASSWORD = 1024;

	private final ReactiveUserDetailsService accounts;

	private final PasswordEncoder encoder;

	private final EventLoop loop;

	private final Decoys decoys;

	/**
	 * Creates the portal.
	 * @param accounts the accounts. An account of a class other than {@link User} has its
	 * credentials erased if it is a {@link CredentialsContainer}, so it must not be
	 * shared between logins then
	 * @param encoder what encoded their passwords
	 * @param loop where to hash
	 * @param encodings encoded passwords of all the accounts, where they are known; empty
	 * where they are not, and passwords seen then show how the accounts are encoded
	 */
	public PasswordPortal(ReactiveUserDetailsService accounts, PasswordEncoder encoder, EventLoop loop,
			Collection<String> encodings) {
		this.accounts = accounts;
		this.encoder = encoder;
		this.loop = loop;
		this.decoys = new Decoys(encodings);
	}

	@Override
	public Mono<Authentication> login(Credentials credentials) {
		PasswordCredentials presented = (PasswordCredentials) credentials;
		if (presented.name().isEmpty() || presented.name().length() > MAX_NAME || presented.password().isEmpty()
				|| presented.password().length() > MAX_PASSWORD) {
			return Mono.error(PasswordPortal::bad);
		}
		return Mono.defer(() -> this.accounts.findByUsername(presented.name()))
			.onErrorResume(UsernameNotFoundException.class, (ex) -> Mono.empty())
			.flatMap((account) -> this.loop.blocking(() -> prove(presented, account)))
			.switchIfEmpty(Mono.defer(() -> this.loop.blocking(() -> pretend(presented))))
			.onErrorMap((ex) -> !(ex instanceof AuthenticationException),
					(ex) -> new AuthenticationServiceException("Accounts cannot be asked", ex));
	}

	private Authentication prove(PasswordCredentials presented, UserDetails account) {
		String encoded = account.getPassword();
		if (encoded == null || encoded.isEmpty()) {
			return pretend(presented);
		}
		this.decoys.prepare(this.encoder);
		this.decoys.learn(encoded);
		if (!this.encoder.matches(presented.password(), encoded)) {
			throw bad();
		}
		check(account);
		UserDetails principal = erase(account);
		return UsernamePasswordAuthenticationToken.authenticated(principal, null, principal.getAuthorities());
	}

	private Authentication pretend(PasswordCredentials presented) {
		this.decoys.prepare(this.encoder);
		this.encoder.matches(presented.password(), this.decoys.choose(presented.name()));
		throw bad();
	}

	private static void check(UserDetails account) {
		if (!account.isAccountNonLocked()) {
			throw new LockedException("Account is locked");
		}
		if (!account.isEnabled()) {
			throw new DisabledException("Account is disabled");
		}
		if (!account.isAccountNonExpired()) {
			throw new AccountExpiredException("Account has expired");
		}
		if (!account.isCredentialsNonExpired()) {
			throw new CredentialsExpiredException("Password has expired");
		}
	}

	private static UserDetails erase(UserDetails account) {
		if (account.getClass() == User.class) {
			return new User(account.getUsername(), null, account.getAuthorities());
		}
		if (account instanceof CredentialsContainer container) {
			container.eraseCredentials();
		}
		return account;
	}

	private static BadCredentialsException bad() {
		return new BadCredentialsException("Wrong name or password");
	}

}
