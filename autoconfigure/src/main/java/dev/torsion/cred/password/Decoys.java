package dev.torsion.cred.password;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Encoded passwords of nobody, to hash against for names that have no account. There is
 * one of each encoding (its prefix and cost) that accounts are known to have, and a name
 * always gets the same: as though it were an account. Safe for use by many threads.
 */
public final class Decoys {

	/** Length of the secret, in bytes. */
	public static final int SECRET = 32;

	private static final int MAX_ENCODINGS = 16;

	/**
	 * The prefix, then what is between dollar signs and short: salts and hashes are long.
	 */
	private static final Pattern ENCODING = Pattern.compile("(\\{[^}]*})?((?:\\$[^$]{0,20}(?=\\$))*)");

	private static final String CRYPT = PasswordEncodings.braces(CryptPasswordEncoder.ID);

	private final Map<String, String> decoys = new ConcurrentHashMap<>();

	private final byte[] secret;

	private volatile @Nullable String standard;

	/**
	 * Makes decoys that are others when the application starts again.
	 * @param encoded encoded passwords of accounts
	 */
	public Decoys(Collection<String> encoded) {
		this(encoded, random());
	}

	/**
	 * Makes the decoys.
	 * @param encoded encoded passwords of accounts
	 * @param secret what the choice and the salts depend on, {@value #SECRET} bytes that
	 * nobody else knows: a name whose salt changes with a restart is nobody's
	 */
	public Decoys(Collection<String> encoded, byte[] secret) {
		if (secret.length != SECRET) {
			throw new IllegalArgumentException("Not a secret of " + SECRET + " bytes");
		}
		this.secret = secret.clone();
		encoded.forEach(this::learn);
	}

	private static byte[] random() {
		byte[] random = new byte[SECRET];
		new SecureRandom().nextBytes(random);
		return random;
	}

	/**
	 * Makes a decoy of the encoder's own where no account has been seen yet. Takes the
	 * time of a hash, once, so it must not depend on whether there is an account.
	 * @param encoder the encoder
	 */
	public void prepare(PasswordEncoder encoder) {
		if (this.decoys.isEmpty() && this.standard == null) {
			this.standard = encoder.encode("decoy");
		}
	}

	/**
	 * Takes note of how an account is encoded, and of nothing else of it.
	 * @param encoded its encoded password
	 */
	public void learn(String encoded) {
		if (this.decoys.size() < MAX_ENCODINGS) {
			this.decoys.computeIfAbsent(encoding(encoded), (encoding) -> decoy(encoding, encoded));
		}
	}

	/**
	 * The encoded password to hash against for a name.
	 * @param name the name, which has no account; upper and lower case are the same
	 * @return an encoded password; {@code prepare} has been called
	 */
	public String choose(String name) {
		return choose(name, (encoded) -> true).orElseGet(() -> (this.standard != null) ? this.standard : "");
	}

	/**
	 * The encoded password to hash against for a name, in one of some encodings.
	 * @param name the name, which has no account; upper and lower case are the same
	 * @param wanted tells the encodings by a password
	 * @return an encoded password; empty if no account is known to have such an encoding
	 */
	public Optional<String> choose(String name, Predicate<String> wanted) {
		String chosen = null;
		byte[] highest = null;
		for (Map.Entry<String, String> candidate : this.decoys.entrySet()) {
			byte[] rank = ScramHash.SHA_256.hmac(this.secret, candidate.getKey() + '\n' + key(name));
			if (wanted.test(candidate.getValue()) && (highest == null || Arrays.compareUnsigned(rank, highest) > 0)) {
				highest = rank;
				chosen = candidate.getValue();
			}
		}
		return Optional.ofNullable(chosen);
	}

	/**
	 * The salt of a name that has none of its own, always the same.
	 * @param name the name; upper and lower case are the same
	 * @param length its length, at most {@link ScramVerifier#MAX_SALT}
	 * @return the salt
	 */
	public byte[] salt(String name, int length) {
		return Arrays.copyOf(ScramHash.SHA_512.hmac(this.secret, "salt\n" + key(name)), length);
	}

	private static String key(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	/**
	 * One password of each encoding.
	 * @param encoded encoded passwords
	 * @return the first of each encoding, at most as many as are told apart
	 */
	public static Collection<String> samples(Stream<String> encoded) {
		Map<String, String> samples = new LinkedHashMap<>();
		encoded.filter((password) -> samples.size() < MAX_ENCODINGS)
			.forEach((password) -> samples.putIfAbsent(encoding(password), password));
		return List.copyOf(samples.values());
	}

	/**
	 * The encoding of a password: what its time to hash depends on, and what of it is
	 * told to peers.
	 * @param encoded the encoded password
	 * @return its prefix and parameters
	 */
	public static String encoding(String encoded) {
		Optional<ScramVerifier> scram = ScramVerifier.parse(encoded);
		if (scram.isPresent()) {
			return scram.map((it) -> it.hash() + "," + it.iterations() + "," + it.salt().length).get();
		}
		if (encoded.startsWith(CRYPT)) {
			return CRYPT + CryptPasswordEncoder.cost(encoded.substring(CRYPT.length()));
		}
		Matcher matcher = ENCODING.matcher(encoded);
		return matcher.lookingAt() ? matcher.group() : "";
	}

	private static String decoy(String encoding, String encoded) {
		return ScramVerifier.parse(encoded).map(Decoys::decoy).orElseGet(() -> {
			// Zeros are in the alphabets of hexadecimal, of Base64 and of BCrypt.
			int start = Math.max(encoding.length(), encoded.length() - 16);
			return encoded.substring(0, start) + encoded.substring(start).replaceAll("[A-Za-z0-9]", "0");
		});
	}

	private static String decoy(ScramVerifier verifier) {
		return PasswordEncodings.braces(verifier.hash().mechanism())
				+ ScramVerifier.nobodys(verifier.hash(), verifier.iterations(), verifier.salt().length).format();
	}

}
