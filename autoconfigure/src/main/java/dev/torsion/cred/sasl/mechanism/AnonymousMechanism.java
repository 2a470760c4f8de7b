package dev.torsion.cred.sasl.mechanism;

import java.util.Set;

import dev.torsion.cred.AnonymousCredentials;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.Portal;
import dev.torsion.cred.sasl.SaslExchange;
import dev.torsion.cred.sasl.SaslFailure;
import dev.torsion.cred.sasl.SaslMechanism;
import dev.torsion.cred.sasl.SaslStep;
import dev.torsion.cred.sasl.SaslText;
import reactor.core.publisher.Mono;

/**
 * ANONYMOUS, RFC 4505: whatever the peer cares to say of itself.
 */
final class AnonymousMechanism implements SaslMechanism {

	/** RFC 4505 section 2. */
	private static final int MAX_TRACE = 255;

	private final Portal portal;

	private final Set<String> protocols;

	AnonymousMechanism(Portal portal, Set<String> protocols) {
		this.portal = portal;
		this.protocols = protocols;
	}

	@Override
	public String name() {
		return "ANONYMOUS";
	}

	@Override
	public boolean isOffered(LoginContext context) {
		return this.protocols.contains(context.protocol()) && this.portal.accepts(AnonymousCredentials.class);
	}

	@Override
	public SaslExchange begin(LoginContext context) {
		return (response) -> {
			String trace = SaslText.decode(response);
			if (trace.length() > MAX_TRACE) {
				throw SaslFailure.malformed("Too long");
			}
			return Mono.just(new SaslStep.Claim(new AnonymousCredentials(trace)));
		};
	}

}
