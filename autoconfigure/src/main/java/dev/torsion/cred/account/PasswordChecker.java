package dev.torsion.cred.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.PasswordCredentials;
import dev.torsion.cred.password.Decoys;
import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Checks passwords against accounts. They are hashed on the event loop's bounded pool;
 * for a name that has no account one is hashed as well, so that the time taken does not
 * tell. A password that is not encoded in the best way is encoded anew while it is known.
 */
public final class PasswordChecker implements CredentialsChecker<PasswordCredentials> {

	/**
	 * Longest password that is hashed, in UTF-16 units.
	 */
	public static final int MAX_PASSWORD = 1024;

	private static final Log logger = LogFactory.getLog(PasswordChecker.class);

	private final Accounts accounts;

	private final PasswordEncoder encoder;

	private final Decoys decoys;

	private final EventLoop loop;

	/**
	 * Creates the checker.
	 * @param accounts the accounts
	 * @param encoder what encodes their passwords
	 * @param decoys what to hash for names without account
	 * @param loop where to hash
	 */
	public PasswordChecker(Accounts accounts, PasswordEncoder encoder, Decoys decoys, EventLoop loop) {
		this.accounts = accounts;
		this.encoder = encoder;
		this.decoys = decoys;
		this.loop = loop;
	}

	@Override
	public Class<PasswordCredentials> type() {
		return PasswordCredentials.class;
	}

	@Override
	public Mono<AvatarId> check(PasswordCredentials presented, LoginContext context) {
		if (presented.name().isEmpty() || presented.name().length() > AccountStore.MAX_NAME
				|| presented.password().isEmpty() || presented.password().length() > MAX_PASSWORD) {
			return Mono.error(PasswordChecker::bad);
		}
		if (this.accounts.isEmpty()) {
			return Mono.empty();
		}
		return this.accounts.find(presented.name())
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty())
			.flatMap((found) -> this.loop.blocking(work(presented, context, found.orElse(null))))
			.flatMap(this::keep);
	}

	private Callable<@Nullable Proof> work(PasswordCredentials presented, LoginContext context,
			Accounts.@Nullable Found found) {
		return () -> {
			this.accounts.passwordSamples().forEach(this.decoys::learn);
			this.decoys.prepare(this.encoder);
			if (found == null) {
				pretend(presented);
				return null;
			}
			return prove(presented, context, found);
		};
	}

	private Proof prove(PasswordCredentials presented, LoginContext context, Accounts.Found found) {
		Account account = found.account();
		if (isAppPassword(presented, context, account)) {
			return new Proof(account.proved(context), found, null, null);
		}
		Secret.Password password = account.password().filter((it) -> !it.encoded().isEmpty()).orElse(null);
		if (password == null) {
			pretend(presented);
			throw bad();
		}
		this.decoys.learn(password.encoded());
		if (!this.encoder.matches(presented.password(), password.encoded())) {
			throw bad();
		}
		AvatarId id = account.proved(context);
		boolean upgrade = found.store() instanceof UpgradableAccountStore
				&& this.encoder.upgradeEncoding(password.encoded());
		return new Proof(id, found, password, upgrade ? this.encoder.encode(presented.password()) : null);
	}

	private boolean isAppPassword(PasswordCredentials presented, LoginContext context, Account account) {
		byte[] digest = AppPasswords.digest(presented.password()).getBytes(StandardCharsets.US_ASCII);
		Secret.AppPassword found = account.secrets(Secret.AppPassword.class)
			.filter((it) -> MessageDigest.isEqual(digest, it.digest().getBytes(StandardCharsets.US_ASCII)))
			.findFirst()
			.orElse(null);
		if (found != null && !found.serves(context.protocol())) {
			throw bad();
		}
		return found != null;
	}

	private void pretend(PasswordCredentials presented) {
		this.encoder.matches(presented.password(), this.decoys.choose(presented.name()));
	}

	private Mono<AvatarId> keep(Proof proof) {
		if (proof.password() == null || proof.renewed() == null) {
			return Mono.just(proof.id());
		}
		Account account = proof.found().account();
		return ((UpgradableAccountStore) proof.found().store()).upgrade(account, proof.password(), proof.renewed())
			.onErrorResume((ex) -> {
				logger.warn("Failed to keep the password of '" + account.name() + "' in a better encoding", ex);
				return Mono.empty();
			})
			.thenReturn(proof.id());
	}

	private static BadCredentialsException bad() {
		return new BadCredentialsException("Wrong name or password");
	}

	/** That somebody is who he says, and his password anew if it should be kept so. */
	private record Proof(AvatarId id, Accounts.Found found, Secret.@Nullable Password password,
			@Nullable String renewed) {

	}

}
