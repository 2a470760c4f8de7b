package dev.torsion.conch.auth;

import java.util.Arrays;

import dev.torsion.conch.auth.key.KeyRules;
import dev.torsion.conch.auth.key.KeySignature;
import dev.torsion.conch.auth.key.KeyUse;
import dev.torsion.conch.auth.key.PresentedKey;
import dev.torsion.conch.auth.wire.AuthRequest;
import dev.torsion.conch.auth.wire.KeyRequest;
import dev.torsion.conch.auth.wire.SshWriter;
import reactor.core.publisher.Mono;

/**
 * The method {@code publickey}, RFC 4252 section 7, also where it is bound to the key of
 * the host. A signature is verified before anybody is asked whose key it is; a key
 * without one logs nobody in, and leaves nothing behind.
 */
final class PublicKeyMethod implements AuthMethod {

	private static final int PK_OK = 60;

	private static final Answer REFUSED = new Answer.Refused(true);

	/** Clients ask about all of the keys they have; how often is limited. */
	private static final Answer UNKNOWN = new Answer.Refused(false);

	private final KeyRules rules;

	PublicKeyMethod(KeyRules rules) {
		this.rules = rules;
	}

	@Override
	public Mono<Answer> answer(AuthRequest request, AuthAttempt attempt) {
		KeyRequest asked = KeyRequest.read(request);
		byte[] signature = asked.signature();
		PresentedKey key = PresentedKey.read(asked.algorithm(), asked.key());
		boolean usable = key != null && attempt.mayUse(key)
				&& (asked.host() == null || Arrays.equals(asked.host(), attempt.hostKey()));
		if (!usable || key == null) {
			return Mono.just((signature != null) ? REFUSED : UNKNOWN);
		}
		return (signature != null) ? prove(asked, signature, key, attempt) : tell(asked, key, attempt);
	}

	private Mono<Answer> prove(KeyRequest asked, byte[] bytes, PresentedKey key, AuthAttempt attempt) {
		byte[] signed = new SshWriter().string(attempt.sessionId()).raw(asked.signed()).bytes();
		KeySignature signature = KeySignature.verify(key.algorithm(), key.key(), signed, bytes);
		KeyUse use = (signature != null) ? this.rules.use(key, attempt.user(), attempt.context().peer(), signature)
				: null;
		return (use == null) ? Mono.just(REFUSED)
				: attempt.prove(use.credentials()).map((proof) -> new Answer.Proved(proof.by(key, use.restrictions())));
	}

	private Mono<Answer> tell(KeyRequest asked, PresentedKey key, AuthAttempt attempt) {
		KeyUse use = this.rules.use(key, attempt.user(), attempt.context().peer(), null);
		byte[] wouldDo = new SshWriter().number8(PK_OK).string(asked.algorithm()).string(asked.key()).bytes();
		return (use == null) ? Mono.just(UNKNOWN)
				: attempt.knows(use.credentials()).map((known) -> known ? new Answer.Told(wouldDo) : UNKNOWN);
	}

}
