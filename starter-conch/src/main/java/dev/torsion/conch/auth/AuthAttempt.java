package dev.torsion.conch.auth;

import dev.torsion.conch.auth.key.PresentedKey;
import dev.torsion.cred.Credentials;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.Portal;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;

/**
 * What a method knows of the peer that makes a request.
 *
 * @param user the name of the account
 * @param step what would be proved
 * @param last whether nothing is left to be proved after it
 * @param proved what was proved before
 * @param peer the connection
 * @param portal who decides
 */
record AuthAttempt(String user, AuthStep step, boolean last, ProvedSteps proved, AuthPeer peer, Portal portal) {

	LoginContext context() {
		return this.peer.context();
	}

	/** The identifier of the session, RFC 4253 section 7.2. */
	byte[] sessionId() {
		return this.peer.sessionId();
	}

	/** The key of this host that the peer has seen, {@code null} if that is not known. */
	byte @Nullable [] hostKey() {
		return this.peer.hostKey();
	}

	/** Whether a key may sign, and has not done so in an earlier step. */
	boolean mayUse(PresentedKey key) {
		return this.peer.allows(key.algorithm()) && !this.proved.has(key);
	}

	/** Proves who the peer is; logs in if nothing is left to be proved. */
	Mono<Proof> prove(Credentials credentials) {
		return this.last
				? this.portal.login(credentials, context(), Authentication.class)
					.map((login) -> new Proof(login.id(), login))
				: this.portal.prove(credentials, context()).map((id) -> new Proof(id, null));
	}

	/** Whether credentials would do that are not proved. */
	Mono<Boolean> knows(Credentials credentials) {
		return this.portal.knows(credentials, context());
	}

}
