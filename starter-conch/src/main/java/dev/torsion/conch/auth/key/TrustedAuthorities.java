package dev.torsion.conch.auth.key;

import java.util.List;
import java.util.function.Supplier;

import dev.torsion.cred.account.KeySource;
import dev.torsion.cred.account.Secret;
import reactor.core.publisher.Flux;

/**
 * The authorities that sign certificates for everybody, as though each account listed
 * them. What their certificates allow is for the certificates to say.
 */
public final class TrustedAuthorities implements KeySource {

	private final Supplier<List<Secret.PublicKey>> keys;

	/**
	 * Creates the source.
	 * @param keys the keys of the authorities, now
	 */
	public TrustedAuthorities(Supplier<List<Secret.PublicKey>> keys) {
		this.keys = keys;
	}

	@Override
	public Flux<Secret.PublicKey> keys(String name) {
		return Flux.defer(() -> Flux.fromIterable(this.keys.get())).map(TrustedAuthorities::trusted);
	}

	private static Secret.PublicKey trusted(Secret.PublicKey key) {
		String options = "cert-authority,no-touch-required" + (key.options().isEmpty() ? "" : "," + key.options());
		return new Secret.PublicKey(options, key.algorithm(), key.key(), key.comment());
	}

}
