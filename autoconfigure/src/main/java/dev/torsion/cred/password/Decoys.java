package dev.torsion.cred.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Encoded passwords of nobody, to hash against for names that have no account. There is
 * one of each encoding (its prefix and cost) that accounts are known to have, and a name
 * always gets the same: as though it were an account. Safe for use by many threads.
 */
public final class Decoys {

	private static final int MAX_ENCODINGS = 16;

	/**
	 * The prefix, then what is between dollar signs and short: salts and hashes are long.
	 */
	private static final Pattern ENCODING = Pattern.compile("(\\{[^}]*})?((?:\\$[^$]{0,20}(?=\\$))*)");

	private final Map<String, String> decoys = new ConcurrentHashMap<>();

	private final SecretKeySpec secret;

	private volatile @Nullable String standard;

	/**
	 * Makes the decoys.
	 * @param encoded encoded passwords of accounts
	 */
	public Decoys(Collection<String> encoded) {
		byte[] random = new byte[32];
		new SecureRandom().nextBytes(random);
		this.secret = new SecretKeySpec(random, "HmacSHA256");
		encoded.forEach(this::learn);
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
	 * @param name the name, which has no account
	 * @return an encoded password; {@code prepare} has been called
	 */
	public String choose(String name) {
		String chosen = this.standard;
		byte[] highest = null;
		for (Map.Entry<String, String> candidate : this.decoys.entrySet()) {
			byte[] rank = rank(candidate.getKey() + '\n' + name);
			if (highest == null || Arrays.compareUnsigned(rank, highest) > 0) {
				highest = rank;
				chosen = candidate.getValue();
			}
		}
		return (chosen != null) ? chosen : "";
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
	 * The encoding of a password: what its time to hash depends on.
	 * @param encoded the encoded password
	 * @return its prefix and parameters
	 */
	public static String encoding(String encoded) {
		Matcher matcher = ENCODING.matcher(encoded);
		return matcher.lookingAt() ? matcher.group() : "";
	}

	private static String decoy(String encoding, String encoded) {
		// Zeros are in the alphabets of hexadecimal, of Base64 and of BCrypt.
		int start = Math.max(encoding.length(), encoded.length() - 16);
		return encoded.substring(0, start) + encoded.substring(start).replaceAll("[A-Za-z0-9]", "0");
	}

	private byte[] rank(String candidate) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(this.secret);
			return mac.doFinal(candidate.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
