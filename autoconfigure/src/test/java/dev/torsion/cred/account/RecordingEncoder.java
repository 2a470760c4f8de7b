package dev.torsion.cred.account;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Encodes by a prefix alone, and remembers what it was asked.
 */
final class RecordingEncoder implements PasswordEncoder {

	final List<String> matched = new CopyOnWriteArrayList<>();

	final List<String> threads = new CopyOnWriteArrayList<>();

	final List<String> encodes = new CopyOnWriteArrayList<>();

	@Override
	public String encode(@Nullable CharSequence password) {
		this.encodes.add(String.valueOf(password));
		return "{default}" + password;
	}

	@Override
	public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
		this.matched.add(String.valueOf(encoded));
		this.threads.add(Thread.currentThread().getName());
		return encoded != null && encoded.endsWith("}" + password);
	}

	/** The prefixes of what was matched. */
	List<String> encodings() {
		return this.matched.stream().map((encoded) -> encoded.substring(0, encoded.indexOf('}') + 1)).toList();
	}

}
