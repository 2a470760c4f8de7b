package dev.torsion.words.irc.client.live;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.torsion.cred.password.ScramHash;
import dev.torsion.cred.password.ScramVerifier;

/**
 * The server's side of SCRAM-SHA-256 in lines of IRC.
 */
final class ScramServer {

	private static final byte[] SALT = "a salt of theirs".getBytes(StandardCharsets.US_ASCII);

	private final ScramVerifier verifier;

	private String messages = "";

	ScramServer(String password) {
		this.verifier = ScramVerifier.derive(ScramHash.SHA_256, password, SALT, 4096);
	}

	String answer(String line) {
		String word = line.substring(line.indexOf(' ') + 1);
		if (word.startsWith("SCRAM")) {
			return "AUTHENTICATE +\r\n";
		}
		if (word.equals("+")) {
			return ":s 903 bot :SASL authentication successful\r\n";
		}
		String message = new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8);
		return message.startsWith("n,,") ? first(message.substring(3)) : last(message);
	}

	private String first(String message) {
		String first = message.substring(message.indexOf("r=")) + "x,s=" + encode(SALT) + ",i=4096";
		this.messages = message + "," + first;
		return challenge(first);
	}

	private String last(String message) {
		int proof = message.indexOf(",p=");
		byte[] said = (this.messages + "," + message.substring(0, proof)).getBytes(StandardCharsets.UTF_8);
		boolean proved = this.verifier.isProvedBy(said, Base64.getDecoder().decode(message.substring(proof + 3)));
		return proved ? challenge("v=" + encode(this.verifier.sign(said)))
				: ":s 904 bot :SASL authentication failed\r\n";
	}

	private static String challenge(String message) {
		return "AUTHENTICATE " + encode(message.getBytes(StandardCharsets.UTF_8)) + "\r\n";
	}

	private static String encode(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

}
