package dev.torsion.cred.sasl.scram;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.torsion.cred.sasl.SaslFailure;

/**
 * The last message of a client, RFC 5802 section 7.
 *
 * @param unproved the message without the proof
 * @param binding the header of the first message, and the channel binding if one is used
 * @param nonce the nonce, both halves
 * @param proof the proof
 */
record ClientFinal(String unproved, byte[] binding, String nonce, byte[] proof) {

	private static final Pattern FORM = Pattern
		.compile("(?<unproved>c=(?<binding>[A-Za-z0-9+/=]+),r=(?<nonce>[!-+\\--~]+)" + ClientFirst.EXTENSIONS
				+ "),p=(?<proof>[A-Za-z0-9+/=]+)");

	static ClientFinal of(String message) {
		Matcher matcher = FORM.matcher(message);
		if (!matcher.matches()) {
			throw SaslFailure.malformed("Not the last message of SCRAM");
		}
		return new ClientFinal(matcher.group("unproved"), decode(matcher.group("binding")), matcher.group("nonce"),
				decode(matcher.group("proof")));
	}

	/** Of several ways to write the same bytes only one is taken. */
	private static byte[] decode(String base64) {
		try {
			byte[] bytes = Base64.getDecoder().decode(base64);
			if (Base64.getEncoder().encodeToString(bytes).equals(base64)) {
				return bytes;
			}
		}
		catch (IllegalArgumentException ex) {
			// Not Base64 either
		}
		throw SaslFailure.malformed("Not in Base64");
	}

}
