package dev.torsion.cred.service;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountNames;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.account.WritableAccountStore;

import org.springframework.security.core.authority.AuthorityUtils;

/**
 * An account that is to be made, if it can be one.
 *
 * @param name its name
 * @param authorities what its owner is granted
 */
record NewAccount(String name, List<String> authorities) {

	private static final Pattern ROLE = Pattern.compile("(?!ROLE_)[\\p{Alnum}_.:-]{1,100}");

	static NewAccount of(String name, Collection<String> roles) {
		return new NewAccount(AccountNames.composed(name), authorities(roles));
	}

	static List<String> authorities(Collection<String> roles) {
		if (roles.size() > WritableAccountStore.MAX_AUTHORITIES) {
			throw new IllegalArgumentException(
					"An account has " + WritableAccountStore.MAX_AUTHORITIES + " roles at most");
		}
		return roles.stream().distinct().map(NewAccount::authority).toList();
	}

	private static String authority(String role) {
		if (!ROLE.matcher(role).matches()) {
			throw new IllegalArgumentException(
					"A role has up to 100 letters, digits, '_', '.', ':' and '-', and no prefix: 'OPS' for 'ROLE_OPS'");
		}
		return "ROLE_" + role;
	}

	Account with(Secret.Password password) {
		return Account.of(this.name, AuthorityUtils.createAuthorityList(this.authorities), AccountStatus.ACTIVE,
				List.of(password));
	}

}
