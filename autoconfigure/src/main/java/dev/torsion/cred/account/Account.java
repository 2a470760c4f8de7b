package dev.torsion.cred.account;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.LoginDetails;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.User;

/**
 * An account as a store has it, secrets included: not for the hands of protocols.
 *
 * @param name its name
 * @param principal what Spring Security has for who is logged in, without secrets
 * @param authorities what its owner is granted
 * @param status whether it may be used
 * @param secrets what its owner is known by; the first password is the password
 */
public record Account(String name, Object principal, Collection<? extends GrantedAuthority> authorities,
		AccountStatus status, List<Secret> secrets) {

	/**
	 * Most secrets of an account that are looked at.
	 */
	public static final int MAX_SECRETS = 100;

	public Account {
		authorities = List.copyOf(authorities);
		secrets = secrets.stream().limit(MAX_SECRETS).toList();
	}

	/**
	 * An account whose principal is a {@link User} of Spring Security.
	 * @param name its name
	 * @param authorities what its owner is granted
	 * @param status whether it may be used
	 * @param secrets what its owner is known by
	 * @return the account
	 */
	public static Account of(String name, Collection<? extends GrantedAuthority> authorities, AccountStatus status,
			List<Secret> secrets) {
		return new Account(name, new User(name, null, authorities), authorities, status, secrets);
	}

	/**
	 * Its password, if it has one.
	 * @return the password
	 */
	public Optional<Secret.Password> password() {
		for (Secret secret : this.secrets) {
			if (secret instanceof Secret.Password password) {
				return Optional.of(password);
			}
		}
		return Optional.empty();
	}

	/**
	 * Its secrets of a kind.
	 * @param <S> the kind
	 * @param kind the kind
	 * @return the secrets
	 */
	public <S extends Secret> Stream<S> secrets(Class<S> kind) {
		return this.secrets.stream().filter(kind::isInstance).map(kind::cast);
	}

	/**
	 * Its owner, who has proved to be that.
	 * @param context where the login comes from
	 * @return the owner
	 * @throws org.springframework.security.authentication.AccountStatusException if the
	 * account may not be used
	 */
	public AvatarId.Named proved(LoginContext context) {
		this.status.check();
		UsernamePasswordAuthenticationToken owner = UsernamePasswordAuthenticationToken.authenticated(this.principal,
				null, this.authorities);
		owner.setDetails(LoginDetails.of(context));
		return new AvatarId.Named(owner);
	}

}
