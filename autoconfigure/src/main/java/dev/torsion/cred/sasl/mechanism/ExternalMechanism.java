package dev.torsion.cred.sasl.mechanism;

import java.security.cert.X509Certificate;

import dev.torsion.cred.CertificateCredentials;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.Portal;
import dev.torsion.cred.sasl.SaslExchange;
import dev.torsion.cred.sasl.SaslFailure;
import dev.torsion.cred.sasl.SaslMechanism;
import dev.torsion.cred.sasl.SaslStep;
import dev.torsion.cred.sasl.SaslText;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * EXTERNAL, RFC 4422 appendix A: the certificate of the TLS handshake tells who it is, or
 * the peer says which of the accounts that it belongs to.
 */
final class ExternalMechanism implements SaslMechanism {

	private final Portal portal;

	ExternalMechanism(Portal portal) {
		this.portal = portal;
	}

	@Override
	public String name() {
		return "EXTERNAL";
	}

	@Override
	public boolean isOffered(LoginContext context) {
		return context.certificate() != null && this.portal.accepts(CertificateCredentials.class);
	}

	@Override
	public SaslExchange begin(LoginContext context) {
		return (response) -> Mono.just(claim(SaslText.decode(response), context.certificate()));
	}

	private static SaslStep claim(String name, @Nullable X509Certificate certificate) {
		if (certificate == null || name.indexOf('\0') >= 0) {
			throw SaslFailure.malformed("Not a name");
		}
		return new SaslStep.Claim(new CertificateCredentials(name.isEmpty() ? null : name, certificate));
	}

}
