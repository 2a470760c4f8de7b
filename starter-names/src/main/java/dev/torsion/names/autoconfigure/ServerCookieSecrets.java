package dev.torsion.names.autoconfigure;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;

import dev.torsion.names.wire.ServerCookies;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The secrets of cookies from properties.
 */
final class ServerCookieSecrets {

	private static final int LENGTH = 16;

	private ServerCookieSecrets() {
	}

	static @Nullable ServerCookies cookies(NamesProperties.Cookies properties) {
		if (!properties.enabled()) {
			return null;
		}
		byte[] secret = secret("secret", properties.secret());
		if (secret == null) {
			secret = new byte[LENGTH];
			new SecureRandom().nextBytes(secret);
		}
		byte[] previous = secret("previous-secret", properties.previousSecret());
		return new ServerCookies(secret, (previous != null) ? previous : secret, Clock.systemUTC());
	}

	private static byte @Nullable [] secret(String property, @Nullable String value) {
		if (value == null || value.isBlank()) {
			return null;
		}
		try {
			byte[] secret = HexFormat.of().parseHex(value);
			if (secret.length == LENGTH) {
				return secret;
			}
		}
		catch (IllegalArgumentException ex) {
			// Said below
		}
		throw new InvalidConfigurationPropertyValueException("network.names.cookies." + property, "***",
				"A secret has 16 bytes, in hexadecimal, as 'openssl rand -hex 16' prints them.");
	}

}
