package dev.torsion.conch.auth;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.cred.CheckerPortal;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.LiveLogins;
import dev.torsion.cred.LoginAudit;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.LoginThrottle;
import dev.torsion.cred.Realm;
import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.account.KeyChecker;
import dev.torsion.cred.account.KeySource;
import dev.torsion.cred.account.OneTimeCodeChecker;
import dev.torsion.cred.account.PasswordChecker;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.password.Decoys;
import dev.torsion.cred.store.MemoryAccountStore;
import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Accounts of a test, and the portal that knows them. What is audited is kept.
 */
public final class Accounting implements LoginAudit {

	static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	final List<Account> accounts = new ArrayList<>();

	final List<KeySource> sources = new ArrayList<>();

	final List<String> audited = new ArrayList<>();

	final LiveLogins live = new LiveLogins();

	LoginThrottle throttle = LoginThrottle.none();

	Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

	public Accounting account(String name, Secret... secrets) {
		return account(name, AccountStatus.ACTIVE, secrets);
	}

	Accounting account(String name, AccountStatus status, Secret... secrets) {
		this.accounts.add(Account.of(name, AuthorityUtils.createAuthorityList("ROLE_USER"), status, List.of(secrets)));
		return this;
	}

	CheckerPortal portal(EventLoop loop) {
		Accounts all = new Accounts(List.of(new MemoryAccountStore(this.accounts)));
		List<CredentialsChecker<?>> checkers = List.of(
				new PasswordChecker(all, new Plain(), new Decoys(List.of("secret")), loop),
				new KeyChecker(all, this.sources), new OneTimeCodeChecker(all, this.clock));
		return new CheckerPortal(checkers, new Realm(List.of()), this.throttle, this.live, List.of(this));
	}

	@Override
	public void succeeded(Authentication authentication, LoginContext context) {
		this.audited.add(authentication.getName() + " in");
	}

	@Override
	public void failed(@Nullable String name, AuthenticationException cause, LoginContext context) {
		this.audited.add(name + " out");
	}

	/** Passwords as they are. */
	private static final class Plain implements PasswordEncoder {

		@Override
		public String encode(@Nullable CharSequence password) {
			return String.valueOf(password);
		}

		@Override
		public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
			return String.valueOf(password).equals(encoded);
		}

	}

}
