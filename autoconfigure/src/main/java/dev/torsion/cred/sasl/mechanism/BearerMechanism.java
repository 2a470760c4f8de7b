package dev.torsion.cred.sasl.mechanism;

import dev.torsion.cred.LoginContext;
import dev.torsion.cred.Portal;
import dev.torsion.cred.TokenCredentials;
import dev.torsion.cred.sasl.SaslExchange;
import dev.torsion.cred.sasl.SaslMechanism;
import dev.torsion.cred.sasl.SaslStep;
import dev.torsion.cred.sasl.SaslText;
import reactor.core.publisher.Mono;

/**
 * OAUTHBEARER and XOAUTH2: a token that somebody else has given the peer.
 */
final class BearerMechanism implements SaslMechanism {

	private final BearerForm form;

	private final Portal portal;

	BearerMechanism(BearerForm form, Portal portal) {
		this.form = form;
		this.portal = portal;
	}

	@Override
	public String name() {
		return this.form.name();
	}

	@Override
	public boolean isOffered(LoginContext context) {
		return context.isPrivate() && this.portal.accepts(TokenCredentials.class);
	}

	@Override
	public SaslExchange begin(LoginContext context) {
		return (response) -> Mono
			.just(new SaslStep.Claim(this.form.read(SaslText.decode(response)), Mono.empty(), this.form.refusal()));
	}

}
