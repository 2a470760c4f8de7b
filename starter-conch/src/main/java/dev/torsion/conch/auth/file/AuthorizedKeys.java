package dev.torsion.conch.auth.file;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.cred.account.Secret;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Reads the lines of {@code authorized_keys}. A line that is none lets nobody in and
 * keeps nobody out.
 */
final class AuthorizedKeys {

	private static final Log logger = LogFactory.getLog(AuthorizedKeys.class);

	private AuthorizedKeys() {
	}

	static List<Secret.PublicKey> parse(String text) {
		List<Secret.PublicKey> keys = new ArrayList<>();
		int number = 0;
		for (String line : text.split("\r?\n")) {
			number++;
			String stripped = line.strip();
			if (!stripped.isEmpty() && !stripped.startsWith("#")) {
				try {
					keys.add(Secret.PublicKey.parse(stripped));
				}
				catch (IllegalArgumentException ex) {
					logger.debug("Line " + number + " is skipped: " + ex.getMessage());
				}
			}
		}
		return List.copyOf(keys);
	}

}
