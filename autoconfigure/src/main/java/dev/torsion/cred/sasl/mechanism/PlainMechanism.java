package dev.torsion.cred.sasl.mechanism;

import dev.torsion.cred.LoginContext;
import dev.torsion.cred.PasswordCredentials;
import dev.torsion.cred.Portal;
import dev.torsion.cred.sasl.SaslExchange;
import dev.torsion.cred.sasl.SaslFailure;
import dev.torsion.cred.sasl.SaslMechanism;
import dev.torsion.cred.sasl.SaslStep;
import dev.torsion.cred.sasl.SaslText;
import reactor.core.publisher.Mono;

/**
 * PLAIN, RFC 4616: for whom to act, a name and a password, with NUL in between.
 */
final class PlainMechanism implements SaslMechanism {

	private final Portal portal;

	PlainMechanism(Portal portal) {
		this.portal = portal;
	}

	@Override
	public String name() {
		return "PLAIN";
	}

	@Override
	public boolean isOffered(LoginContext context) {
		return context.isPrivate() && this.portal.accepts(PasswordCredentials.class);
	}

	@Override
	public SaslExchange begin(LoginContext context) {
		return (response) -> Mono.just(new SaslStep.Claim(read(SaslText.decode(response))));
	}

	private static PasswordCredentials read(String message) {
		String[] parts = message.split("\0", -1);
		if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty()) {
			throw SaslFailure.malformed("Not a message of PLAIN");
		}
		SaslText.checkSelf(parts[0], parts[1]);
		return new PasswordCredentials(parts[1], parts[2]);
	}

}
