package dev.torsion.cred.service;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.ConcurrentHashMap;

import dev.torsion.cred.CheckerPortal;
import dev.torsion.cred.Credentials;
import dev.torsion.cred.HashingLoop;
import dev.torsion.cred.LiveLogins;
import dev.torsion.cred.Login;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.LoginThrottle;
import dev.torsion.cred.PasswordCredentials;
import dev.torsion.cred.Portal;
import dev.torsion.cred.Realm;
import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStore;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.account.CertificateChecker;
import dev.torsion.cred.account.KeyChecker;
import dev.torsion.cred.account.PasswordChecker;
import dev.torsion.cred.password.Decoys;
import dev.torsion.cred.password.PasswordEncodings;
import dev.torsion.cred.store.AccountDatabase;
import dev.torsion.cred.store.MemoryAccountStore;
import dev.torsion.cred.store.R2dbcAccountStore;
import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * A portal, and the service for its accounts: some that are written down, some in a
 * database.
 */
final class AccountServiceFixture implements AutoCloseable {

	static final Duration LIMIT = Duration.ofSeconds(60);

	final AccountDatabase database = AccountDatabase.h2();

	final R2dbcAccountStore store = new R2dbcAccountStore(this.database.database());

	final HashingLoop loop = new HashingLoop();

	final Set<String> hashingThreads = ConcurrentHashMap.newKeySet();

	final List<AccountChangedEvent> events = new CopyOnWriteArrayList<>();

	final AtomicInteger disconnects = new AtomicInteger();

	final LiveLogins live = new LiveLogins();

	private final Accounts accounts;

	private final Portal portal;

	AccountServiceFixture(Account... written) {
		this.accounts = new Accounts(List.<AccountStore>of(new MemoryAccountStore(List.of(written)), this.store));
		PasswordChecker passwords = new PasswordChecker(this.accounts, encoder(), new Decoys(List.of()), this.loop);
		this.portal = new CheckerPortal(
				List.of(passwords, new KeyChecker(this.accounts), new CertificateChecker(this.accounts)),
				new Realm(List.of()), LoginThrottle.none(), this.live, List.of());
	}

	AccountService service() {
		return service(this.loop);
	}

	AccountService service(EventLoop loop) {
		SessionEnd end = new SessionEnd(this.live);
		return new AccountService(this.accounts, encoder(), loop, (event) -> {
			AccountChangedEvent change = (AccountChangedEvent) event;
			this.events.add(change);
			end.changed(change);
		});
	}

	private PasswordEncoder encoder() {
		PasswordEncoder encoder = PasswordEncodings.encoder(4096);
		return new PasswordEncoder() {

			@Override
			public @Nullable String encode(@Nullable CharSequence password) {
				note();
				return encoder.encode(password);
			}

			@Override
			public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
				note();
				return encoder.matches(password, encoded);
			}

			@Override
			public boolean upgradeEncoding(@Nullable String encoded) {
				return encoder.upgradeEncoding(encoded);
			}

		};
	}

	private void note() {
		this.hashingThreads.add(Thread.currentThread().getName().replaceAll("-\\d+", ""));
	}

	String login(String name, String password) {
		return login(new PasswordCredentials(name, password), "imap");
	}

	String login(Credentials credentials, String protocol) {
		LoginContext context = new LoginContext(protocol, null, null, true, null, (type) -> null,
				this.disconnects::incrementAndGet);
		return Objects.requireNonNull(this.portal.login(credentials, context, Authentication.class)
			.map(Login::avatar)
			.map(Authentication::getName)
			.block(LIMIT));
	}

	@Override
	public void close() {
		this.database.close();
	}

}
