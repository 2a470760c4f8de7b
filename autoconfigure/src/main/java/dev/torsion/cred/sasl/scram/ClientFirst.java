package dev.torsion.cred.sasl.scram;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.torsion.cred.sasl.SaslFailure;

/**
 * The first message of a client, RFC 5802 section 7. What follows the nonce are
 * extensions that may be ignored; those that must not begin with {@code m=}.
 *
 * @param header the header
 * @param bare the message without the header
 * @param name the name of the account
 * @param nonce the client's half of the nonce
 */
record ClientFirst(Gs2Header header, String bare, String name, String nonce) {

	static final String EXTENSIONS = "(?:,[A-Za-z&&[^mp]]=[^,\\x00]+)*+";

	private static final Pattern BARE = Pattern.compile("n=(?<name>[^,]+),r=(?<nonce>[!-+\\--~]+)" + EXTENSIONS);

	static ClientFirst of(String message) {
		Gs2Header header = Gs2Header.of(message);
		String bare = message.substring(header.text().length());
		Matcher matcher = BARE.matcher(bare);
		if (!matcher.matches()) {
			throw SaslFailure.malformed("Not the first message of SCRAM");
		}
		return new ClientFirst(header, bare, Gs2Header.name(matcher.group("name")), matcher.group("nonce"));
	}

}
