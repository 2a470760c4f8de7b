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

	private ScramSubject subject(String name, ScramHash hash, @Nullable Account account) {
		this.accounts.passwordSamples().forEach(this.decoys::learn);
		// Somebody has this done too, for the time that it takes.
		ScramSubject nobody = nobody(name, hash);
		if (account == null) {
			return nobody;
		}
		String encoded = account.password().map(Secret.Password::encoded).orElse("");
		if (encoded.isEmpty()) {
			return nobody;
		}
		this.decoys.learn(encoded);
		Optional<String> clear = PasswordEncodings.clear(encoded).filter((password) -> !password.isEmpty());
		if (clear.isPresent()) {
			return derived(account, account.name(), hash, clear.get());
		}
		return ScramVerifier.parse(encoded)
			.filter((verifier) -> verifier.hash() == hash)
			.map((verifier) -> kept(account, verifier))
			.orElse(nobody);
	}

	private ScramSubject nobody(String name, ScramHash hash) {
		String decoy = this.decoys.choose(name, (encoded) -> PasswordEncodings.serves(encoded, hash)).orElse("");
		Optional<String> clear = PasswordEncodings.clear(decoy);
		if (clear.isPresent()) {
			return derived(null, name, hash, clear.get());
		}
		ScramVerifier verifier = ScramVerifier.parse(decoy)
			.orElseGet(() -> ScramVerifier.nobodys(hash, this.iterations, SALT));
		return kept(null, verifier.withSalt(this.decoys.salt(name, verifier.salt().length)));
	}

	private ScramSubject derived(@Nullable Account account, String name, ScramHash hash, String password) {
		byte[] salt = this.decoys.salt(name, SALT);
		Mono<ScramVerifier> keys = this.loop
			.blocking(() -> ScramVerifier.derive(hash, password, salt, this.iterations));
		return new ScramSubject(account, salt, this.iterations, keys.cache());
	}

	private static ScramSubject kept(@Nullable Account account, ScramVerifier verifier) {
		return new ScramSubject(account, verifier.salt(), verifier.iterations(), Mono.just(verifier));
	}

}
