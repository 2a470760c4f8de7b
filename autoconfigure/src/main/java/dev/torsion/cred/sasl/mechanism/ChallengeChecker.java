package dev.torsion.cred.sasl.mechanism;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.password.PasswordEncodings;
import dev.torsion.cred.sasl.SaslPolicy;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.BadCredentialsException;

/**
 * Checks digests of passwords, of accounts whose password is kept as it is.
 */
public final class ChallengeChecker implements CredentialsChecker<ChallengeCredentials> {

	private final Accounts accounts;

	private final Set<SaslPolicy.Legacy> asked;

	/**
	 * Creates the checker.
	 * @param accounts the accounts
	 * @param asked what the operator has asked for; anything else is wrong
	 */
	public ChallengeChecker(Accounts accounts, Set<SaslPolicy.Legacy> asked) {
		this.accounts = accounts;
		this.asked = Set.copyOf(asked);
	}

	@Override
	public Class<ChallengeCredentials> type() {
		return ChallengeCredentials.class;
	}

	@Override
	public Mono<AvatarId> check(ChallengeCredentials credentials, LoginContext context) {
		return this.accounts.find(credentials.name())
			.map((found) -> Optional.of(found.account()))
			.defaultIfEmpty(Optional.empty())
			.map((account) -> prove(credentials, account, context));
	}

	private AvatarId prove(ChallengeCredentials credentials, Optional<Account> account, LoginContext context) {
		Optional<String> clear = account.flatMap(Account::password)
			.map(Secret.Password::encoded)
			.flatMap(PasswordEncodings::clear)
			.filter((password) -> !password.isEmpty());
		byte[] expected = digest(credentials.kind(), clear.orElse("nobody's"), credentials.challenge())
			.getBytes(StandardCharsets.US_ASCII);
		byte[] said = credentials.digest().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
		if (!MessageDigest.isEqual(expected, said) || clear.isEmpty() || !this.asked.contains(credentials.kind())) {
			throw new BadCredentialsException("Wrong name or password");
		}
		return account.orElseThrow().proved(context);
	}

	static String digest(SaslPolicy.Legacy kind, String password, String challenge) {
		byte[] secret = password.getBytes(StandardCharsets.UTF_8);
		byte[] said = challenge.getBytes(StandardCharsets.UTF_8);
		try {
			return HexFormat.of().formatHex((kind == SaslPolicy.Legacy.APOP) ? apop(secret, said) : hmac(secret, said));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] apop(byte[] secret, byte[] challenge) throws GeneralSecurityException {
		MessageDigest md5 = MessageDigest.getInstance("MD5");
		md5.update(challenge);
		return md5.digest(secret);
	}

	private static byte[] hmac(byte[] secret, byte[] challenge) throws GeneralSecurityException {
		Mac mac = Mac.getInstance("HmacMD5");
		mac.init(new SecretKeySpec(secret, "HmacMD5"));
		return mac.doFinal(challenge);
	}

}
