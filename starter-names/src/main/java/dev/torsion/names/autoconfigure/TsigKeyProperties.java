package dev.torsion.names.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of a secret that is shared with other servers.
 *
 * @param name name of the key, the same on both sides
 * @param algorithm algorithm of signatures: hmac-sha256, hmac-sha384, hmac-sha512,
 * hmac-sha224 or hmac-sha1
 * @param secret secret in Base64, as 'tsig-keygen' and 'keymgr -t' print it
 */
@ConfigurationPropertiesSource
public record TsigKeyProperties(String name, @DefaultValue("hmac-sha256") String algorithm, String secret) {

	/** Without the secret. */
	@Override
	public String toString() {
		return this.algorithm + ":" + this.name;
	}

}
