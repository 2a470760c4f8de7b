package dev.torsion.cred.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.KeyCredentials;
import dev.torsion.cred.LoginContext;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.BadCredentialsException;

/**
 * Checks whether a public key is one of an account's, and whether the account may be
 * used. The options of the key ({@code from}, {@code expiry-time}, ...) are the
 * protocol's to keep to.
 */
public final class KeyChecker implements CredentialsChecker<KeyCredentials> {

	/**
	 * Longest key that is looked for, in bytes.
	 */
	public static final int MAX_KEY = AuthorizedKeyLine.MAX_LENGTH;

	private final Accounts accounts;

	/**
	 * Creates the checker.
	 * @param accounts the accounts
	 */
	public KeyChecker(Accounts accounts) {
		this.accounts = accounts;
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
		byte[] key = ascii(Base64.getEncoder().encodeToString(presented.key()));
		return this.accounts.find(presented.name()).map((found) -> prove(found.account(), key, context));
	}

	/** Goes through all of the keys, so that the time taken does not tell which it is. */
	private static AvatarId prove(Account account, byte[] key, LoginContext context) {
		long matches = account.secrets(Secret.PublicKey.class)
			.filter((own) -> MessageDigest.isEqual(ascii(own.key()), key))
			.count();
		if (matches == 0) {
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
