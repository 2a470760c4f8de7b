package dev.torsion.cred.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.KeyCredentials;
import dev.torsion.cred.LoginContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.BadCredentialsException;

/**
 * Checks whether a public key is one of an account's, or listed for it elsewhere, and
 * whether the account may be used. The options of the key ({@code from},
 * {@code expiry-time}, ...) are the protocol's to keep to: it tells whether a key may be
 * used with them.
 */
public final class KeyChecker implements CredentialsChecker<KeyCredentials> {

	/**
	 * Longest key that is looked for, in bytes.
	 */
	public static final int MAX_KEY = AuthorizedKeyLine.MAX_LENGTH;

	private final Accounts accounts;

	private final List<KeySource> sources;

	/**
	 * Creates a checker of the keys that accounts have themselves.
	 * @param accounts the accounts
	 */
	public KeyChecker(Accounts accounts) {
		this(accounts, List.of());
	}

	/**
	 * Creates the checker.
	 * @param accounts the accounts
	 * @param sources where keys are listed beside, asked in their order after the account
	 */
	public KeyChecker(Accounts accounts, List<KeySource> sources) {
		this.accounts = accounts;
		this.sources = List.copyOf(sources);
	}

	@Override
	public Class<KeyCredentials> type() {
		return KeyCredentials.class;
	}

	@Override
	public Mono<AvatarId> check(KeyCredentials presented, LoginContext context) {
		if (presented.key().length == 0 || presented.key().length > MAX_KEY) {
			return Mono.error(KeyChecker::bad);
		}
		return this.accounts.find(presented.name())
			.map((found) -> Optional.of(found.account()))
			.defaultIfEmpty(Optional.empty())
			.flatMap((account) -> listed(account.map(Account::name).orElse(presented.name()))
				.mapNotNull((listed) -> account.map((owner) -> prove(owner, listed, presented, context)).orElse(null)));
	}

	/** Asked for names without account as well, so that the time taken does not tell. */
	private Mono<List<Secret.PublicKey>> listed(String name) {
		if (this.sources.isEmpty() || !AccountNames.isPossible(name)) {
			return Mono.just(List.of());
		}
		return Flux.fromIterable(this.sources).concatMap((source) -> source.keys(name), 0).collectList();
	}

	/** Goes through all of the keys, so that the time taken does not tell which it is. */
	private static AvatarId prove(Account account, List<Secret.PublicKey> listed, KeyCredentials presented,
			LoginContext context) {
		byte[] key = ascii(Base64.getEncoder().encodeToString(presented.key()));
		List<Secret.PublicKey> same = Stream.concat(account.secrets(Secret.PublicKey.class), listed.stream())
			.filter((own) -> MessageDigest.isEqual(ascii(own.key()), key))
			.toList();
		if (same.stream().noneMatch((own) -> presented.use().test(own.options()))) {
			throw bad();
		}
		return account.proved(context);
	}

	private static byte[] ascii(String base64) {
		return base64.getBytes(StandardCharsets.US_ASCII);
	}

	private static BadCredentialsException bad() {
		return new BadCredentialsException("Wrong key");
	}

}
