package dev.torsion.cred.sasl.mechanism;

import dev.torsion.cred.Credentials;
import dev.torsion.cred.sasl.Nonces;
import dev.torsion.cred.sasl.SaslPolicy;

/**
 * A digest of a challenge and of a password that both sides have to know: CRAM-MD5, and
 * APOP, the command of POP3.
 *
 * @param kind how the digest is made
 * @param name the name of the account
 * @param challenge what the server has said, angle brackets included
 * @param digest the digest, in hexadecimal
 */
public record ChallengeCredentials(SaslPolicy.Legacy kind, String name, String challenge,
		String digest) implements Credentials {

	/**
	 * Makes up a challenge, as a banner of POP3 has it too.
	 * @return the challenge, different from all others
	 */
	public static String newChallenge() {
		return "<" + Nonces.next() + "@torsion>";
	}

	@Override
	public String toString() {
		return "ChallengeCredentials[kind=" + this.kind + ", name=" + this.name + "]";
	}

}
