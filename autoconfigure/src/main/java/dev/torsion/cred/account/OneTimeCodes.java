package dev.torsion.cred.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time codes, RFC 6238: a code is the HMAC of the number of half minutes since 1970,
 * cut down as RFC 4226 section 5.3 has it.
 */
final class OneTimeCodes {

	static final int STEP_SECONDS = 30;

	/** How many steps a clock may be wrong by. */
	static final int WINDOW = 1;

	/** What is no step. */
	static final long NONE = -1;

	private OneTimeCodes() {
	}

	/**
	 * Finds the step a code is of. All are looked at, so that the time taken does not
	 * tell which.
	 * @param secret the secret
	 * @param code the code
	 * @param seconds the time, in seconds since 1970
	 * @return the step, {@link #NONE} if the code is wrong
	 */
	static long step(Secret.Totp secret, String code, long seconds) {
		long now = seconds / STEP_SECONDS;
		long found = NONE;
		for (long step = now - WINDOW; step <= now + WINDOW; step++) {
			if (MessageDigest.isEqual(bytes(code(secret, step)), bytes(code))) {
				found = step;
			}
		}
		return found;
	}

	static String code(Secret.Totp secret, long step) {
		try {
			Mac mac = Mac.getInstance("Hmac" + secret.algorithm());
			mac.init(new SecretKeySpec(secret.key(), mac.getAlgorithm()));
			byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
			int offset = hash[hash.length - 1] & 15;
			int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
			String digits = "%08d".formatted(number % 100_000_000);
			return digits.substring(digits.length() - secret.digits());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
