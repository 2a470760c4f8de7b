package dev.torsion.cred.sasl.scram;

import java.util.Optional;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.password.Decoys;
import dev.torsion.cred.password.PasswordEncodings;
import dev.torsion.cred.password.ScramHash;
import dev.torsion.cred.password.ScramVerifier;
import dev.torsion.cred.sasl.SaslPolicy;
import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What SCRAM has to know of accounts. A name without account is told a salt and a cost as
 * though it had one, with the same work, and always the same. Safe to use from any
 * thread.
 */
public final class ScramAccounts {

	private static final int SALT = 16;

	private final Accounts accounts;

	private final Decoys decoys;

	private final int iterations;

	private final EventLoop loop;

	/**
	 * Creates it.
	 * @param accounts the accounts
	 * @param decoys what to tell of names without account, the same that passwords of
	 * nobody are hashed with
	 * @param iterations the cost where a password is kept as it is
	 * @param loop where to hash
	 */
	public ScramAccounts(Accounts accounts, Decoys decoys, int iterations, EventLoop loop) {
		this.accounts = accounts;
		this.decoys = decoys;
		this.iterations = iterations;
		this.loop = loop;
	}

	/**
	 * Whether SCRAM is to be offered with a hash.
	 * @param hash the hash
	 * @param policy what the operator wants
	 * @return whether it is
	 */
	boolean serve(ScramHash hash, SaslPolicy.Scram policy) {
		return switch (policy) {
			case OFF -> false;
			case AUTO -> this.accounts.knowsPasswords()
					&& this.accounts.passwordSamples().stream().allMatch((it) -> PasswordEncodings.serves(it, hash));
			case ON ->
				isKept(hash) || (hash == ScramHash.SHA_256 && !isKept(ScramHash.SHA_1) && !isKept(ScramHash.SHA_512));
		};
	}

	private boolean isKept(ScramHash hash) {
		return this.accounts.passwordSamples()
			.stream()
			.flatMap((sample) -> ScramVerifier.parse(sample).stream())
			.anyMatch((verifier) -> verifier.hash() == hash);
	}

	/**
	 * Finds whom a peer says it is.
	 * @param name the name
	 * @param hash the hash
	 * @return whom, whether or not there is such an account
	 */
	Mono<ScramSubject> find(String name, ScramHash hash) {
		return this.accounts.find(name)
			.map((found) -> Optional.of(found.account()))
			.defaultIfEmpty(Optional.empty())
			.map((account) -> subject(name, hash, account.orElse(null)));
	}

	/** Does the same for a name that has an account and for one that has none. */
	private ScramSubject subject(String name, ScramHash hash, @Nullable Account account) {
		this.accounts.passwordSamples().forEach(this.decoys::learn);
		String decoy = this.decoys.choose(name, (encoded) -> PasswordEncodings.serves(encoded, hash))
			.orElseGet(() -> ScramVerifier.nobodys(hash, this.iterations, SALT).format());
		String kept = (account != null) ? account.password().map(Secret.Password::encoded).orElse("") : "";
		String candidate = kept.isEmpty() ? decoy : kept;
		this.decoys.learn(candidate);
		if (PasswordEncodings.serves(candidate, hash) && account != null && !kept.isEmpty()) {
			return subject(account.name(), hash, kept, account);
		}
		return subject(name, hash, decoy, null);
	}

	private ScramSubject subject(String name, ScramHash hash, String encoded, @Nullable Account account) {
		String password = PasswordEncodings.clear(encoded).orElse(null);
		if (password != null) {
			return derived(password.isEmpty() ? null : account, hash, password, this.decoys.salt(name, SALT));
		}
		ScramVerifier verifier = ScramVerifier.parse(encoded).orElseThrow();
		byte[] salt = this.decoys.salt(name, verifier.salt().length);
		ScramVerifier told = verifier.withSalt((account != null) ? verifier.salt() : salt);
		return new ScramSubject(account, told.salt(), told.iterations(), Mono.just(told));
	}

	private ScramSubject derived(@Nullable Account account, ScramHash hash, String password, byte[] salt) {
		Mono<ScramVerifier> keys = this.loop
			.blocking(() -> ScramVerifier.derive(hash, password, salt, this.iterations));
		return new ScramSubject(account, salt, this.iterations, keys.cache());
	}

}
