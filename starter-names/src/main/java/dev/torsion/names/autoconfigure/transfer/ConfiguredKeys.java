package dev.torsion.names.autoconfigure.transfer;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.torsion.names.autoconfigure.TsigKeyProperties;
import dev.torsion.names.tsig.TsigKey;
import dev.torsion.names.tsig.TsigKeys;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The keys of properties.
 */
final class ConfiguredKeys {

	private ConfiguredKeys() {
	}

	static TsigKeys of(List<TsigKeyProperties> properties) {
		List<TsigKey> keys = new ArrayList<>();
		Set<Name> names = new HashSet<>();
		for (int i = 0; i < properties.size(); i++) {
			String property = "network.names.tsig-keys[" + i + "].";
			TsigKey key = key(property, properties.get(i));
			if (!names.add(key.name())) {
				throw wrong(property + "name", key, "Another key has this name already.");
			}
			keys.add(key);
		}
		return new TsigKeys(keys);
	}

	private static TsigKey key(String property, TsigKeyProperties properties) {
		Name algorithm = TsigKey.algorithm(properties.algorithm());
		if (algorithm == null) {
			throw wrong(property + "algorithm", properties.algorithm(),
					"It is one of hmac-sha256, hmac-sha384, hmac-sha512, hmac-sha224 and hmac-sha1.");
		}
		byte[] secret = secret(properties.secret());
		if (secret == null) {
			throw wrong(property + "secret", "***", "A secret is in Base64, as 'tsig-keygen' prints it.");
		}
		return new TsigKey(name(property, properties.name()), algorithm, secret, Clock.systemUTC());
	}

	private static byte @Nullable [] secret(@Nullable String text) {
		try {
			byte[] secret = Base64.getDecoder().decode((text != null) ? text : "");
			return (secret.length > 0) ? secret : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static Name name(String property, @Nullable String name) {
		try {
			if (name != null) {
				return Name.fromString(name, Name.root);
			}
		}
		catch (TextParseException ex) {
			// Said below
		}
		throw wrong(property + "name", name, "A key is named as a host is.");
	}

	private static InvalidConfigurationPropertyValueException wrong(String property, @Nullable Object value,
			String reason) {
		return new InvalidConfigurationPropertyValueException(property, value, reason);
	}

}
