package dev.torsion.cred.sasl.mechanism;

import java.nio.charset.StandardCharsets;

import dev.torsion.cred.LoginContext;
import dev.torsion.cred.PasswordCredentials;
import dev.torsion.cred.Portal;
import dev.torsion.cred.sasl.SaslExchange;
import dev.torsion.cred.sasl.SaslFailure;
import dev.torsion.cred.sasl.SaslMechanism;
import dev.torsion.cred.sasl.SaslStep;
import dev.torsion.cred.sasl.SaslText;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * LOGIN, which no RFC has and every client of SMTP does: a name, then a password.
 */
final class LoginMechanism implements SaslMechanism {

	private final Portal portal;

	LoginMechanism(Portal portal) {
		this.portal = portal;
	}

	@Override
	public String name() {
		return "LOGIN";
	}

	@Override
	public boolean isOffered(LoginContext context) {
		return context.isPrivate() && this.portal.accepts(PasswordCredentials.class);
	}

	@Override
	public SaslExchange begin(LoginContext context) {
		return new Exchange();
	}

	private static final class Exchange implements SaslExchange {

		private @Nullable String name;

		@Override
		public byte[] firstChallenge() {
			return "Username:".getBytes(StandardCharsets.US_ASCII);
		}

		@Override
		public Mono<SaslStep> respond(byte[] response) {
			String said = SaslText.decode(response);
			if (said.isEmpty()) {
				throw SaslFailure.malformed("Neither a name nor a password");
			}
			if (this.name != null) {
				return Mono.just(new SaslStep.Claim(new PasswordCredentials(this.name, said)));
			}
			this.name = said;
			return Mono.just(new SaslStep.Challenge("Password:".getBytes(StandardCharsets.US_ASCII)));
		}

	}

}
