package dev.torsion.names.interop;

/**
 * A secret that a real name server shares with its peers, for HMAC-SHA256 (RFC 8945).
 *
 * @param name the name of the key
 * @param secret the secret, in Base64
 */
public record TsigKey(String name, String secret) {

	/**
	 * As {@code dig}, {@code kdig} and {@code nsupdate} take it by their option
	 * {@code -y}.
	 * @return the argument
	 */
	public String argument() {
		return "hmac-sha256:" + this.name + ":" + this.secret;
	}

}
