package dev.torsion.cred.sasl.mechanism;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;

import dev.torsion.cred.LoginContext;
import dev.torsion.cred.Portal;
import dev.torsion.cred.sasl.SaslExchange;
import dev.torsion.cred.sasl.SaslFailure;
import dev.torsion.cred.sasl.SaslMechanism;
import dev.torsion.cred.sasl.SaslPolicy;
import dev.torsion.cred.sasl.SaslStep;
import dev.torsion.cred.sasl.SaslText;
import reactor.core.publisher.Mono;

/**
 * CRAM-MD5, RFC 2195: a digest of what we say, keyed with the password. We have to know
 * the password for it, and so does whoever steals our accounts.
 */
final class CramMd5Mechanism implements SaslMechanism {

	private final Portal portal;

	private final boolean asked;

	private final Supplier<String> challenges;

	CramMd5Mechanism(Portal portal, Set<SaslPolicy.Legacy> legacy) {
		this(portal, legacy, ChallengeCredentials::newChallenge);
	}

	CramMd5Mechanism(Portal portal, Set<SaslPolicy.Legacy> legacy, Supplier<String> challenges) {
		this.portal = portal;
		this.asked = legacy.contains(SaslPolicy.Legacy.CRAM_MD5);
		this.challenges = challenges;
	}

	@Override
	public String name() {
		return "CRAM-MD5";
	}

	@Override
	public boolean isOffered(LoginContext context) {
		return this.asked && this.portal.accepts(ChallengeCredentials.class);
	}

	@Override
	public boolean takesInitialResponse() {
		return false;
	}

	@Override
	public SaslExchange begin(LoginContext context) {
		return new Exchange(this.challenges.get());
	}

	private record Exchange(String challenge) implements SaslExchange {

		@Override
		public byte[] firstChallenge() {
			return this.challenge.getBytes(StandardCharsets.US_ASCII);
		}

		@Override
		public Mono<SaslStep> respond(byte[] response) {
			String said = SaslText.decode(response);
			int space = said.lastIndexOf(' ');
			if (space < 1) {
				throw SaslFailure.malformed("Not a message of CRAM-MD5");
			}
			return Mono.just(new SaslStep.Claim(new ChallengeCredentials(SaslPolicy.Legacy.CRAM_MD5,
					said.substring(0, space), this.challenge, said.substring(space + 1))));
		}

	}

}
