package dev.torsion.cred.sasl.mechanism;

import java.util.Set;

import dev.torsion.cred.AnonymousCredentials;
import dev.torsion.cred.AvatarId;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.LoginContext;
import reactor.core.publisher.Mono;

/**
 * Lets peers of some protocols stay unknown.
 */
public final class AnonymousChecker implements CredentialsChecker<AnonymousCredentials> {

	private final Set<String> protocols;

	/**
	 * Creates the checker.
	 * @param protocols the protocols, in lower case
	 */
	public AnonymousChecker(Set<String> protocols) {
		this.protocols = Set.copyOf(protocols);
	}

	@Override
	public Class<AnonymousCredentials> type() {
		return AnonymousCredentials.class;
	}

	@Override
	public Mono<AvatarId> check(AnonymousCredentials credentials, LoginContext context) {
		return this.protocols.contains(context.protocol()) ? Mono.just(new AvatarId.Anonymous()) : Mono.empty();
	}

}
