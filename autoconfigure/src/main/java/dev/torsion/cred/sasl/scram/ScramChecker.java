package dev.torsion.cred.sasl.scram;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.LoginContext;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.BadCredentialsException;

/**
 * Checks the proofs of SCRAM. That takes two hashes, and no more for a name that has no
 * account.
 */
public final class ScramChecker implements CredentialsChecker<ScramCredentials> {

	@Override
	public Class<ScramCredentials> type() {
		return ScramCredentials.class;
	}

	@Override
	public Mono<AvatarId> check(ScramCredentials credentials, LoginContext context) {
		return credentials.proved()
			.<AvatarId>map((account) -> account.proved(context))
			.switchIfEmpty(Mono.error(() -> new BadCredentialsException("Wrong name or password")));
	}

}
