package dev.torsion.cred.throttle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.torsion.cred.Credentials;
import dev.torsion.cred.PasswordCredentials;
import org.jspecify.annotations.Nullable;

/**
 * What sources have failed with: which accounts, and which passwords, of which it keeps
 * nothing but a digest under a key that lasts as long as the process.
 */
final class Failures {

	private static final int PASSWORDS = 10;

	private final SecretKeySpec key;

	private final Map<String, OfSource> sources;

	Failures(int remembered) {
		byte[] random = new byte[32];
		new SecureRandom().nextBytes(random);
		this.key = new SecretKeySpec(random, "HmacSHA256");
		this.sources = new LinkedHashMap<>(16, 0.75F, true) {

			@Override
			protected boolean removeEldestEntry(Map.Entry<String, OfSource> eldest) {
				return size() > remembered;
			}

		};
	}

	/**
	 * Counts a failure.
	 * @return whether it is a new one, rather than the same password once more
	 */
	boolean count(String source, @Nullable String account, Credentials credentials) {
		String digest = (credentials instanceof PasswordCredentials password) ? digest(password) : null;
		synchronized (this.sources) {
			OfSource failures = this.sources.computeIfAbsent(source, (key) -> new OfSource());
			failures.note(account);
			return digest == null || failures.passwords.add(digest);
		}
	}

	/**
	 * Forgives a source that has failed for no other account.
	 * @return whether it was forgiven
	 */
	boolean forgive(String source, String account) {
		synchronized (this.sources) {
			OfSource failures = this.sources.get(source);
			if (failures == null || failures.several || !account.equals(failures.account)) {
				return false;
			}
			this.sources.remove(source);
			return true;
		}
	}

	private String digest(PasswordCredentials password) {
		try {
			Mac mac = Mac.getInstance(this.key.getAlgorithm());
			mac.init(this.key);
			mac.update(password.name().getBytes(StandardCharsets.UTF_8));
			mac.update((byte) 0);
			return HexFormat.of().formatHex(mac.doFinal(password.password().getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class OfSource {

		private final RecentSet<String> passwords = new RecentSet<>(PASSWORDS);

		private @Nullable String account;

		private boolean any;

		private boolean several;

		void note(@Nullable String failed) {
			this.several |= this.any && !Objects.equals(this.account, failed);
			this.account = failed;
			this.any = true;
		}

	}

}
