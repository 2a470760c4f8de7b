package dev.torsion.cred;

import reactor.core.publisher.Mono;

/**
 * Makes avatars of one type: what a protocol deals with once its peer has logged in, such
 * as a mailbox, a home folder, a member of a chat. Declare a bean for each type.
 *
 * @param <A> the type that protocols ask for
 */
public interface AvatarFactory<A> {

	/**
	 * The type that protocols ask for.
	 * @return the type, an interface mostly
	 */
	Class<A> type();

	/**
	 * Makes the avatar of somebody who has logged in.
	 * @param id who it is
	 * @param context from where, and by which protocol
	 * @return the avatar; empty if there is none for this one, who is then refused unless
	 * another factory of the type has one. May fail with an
	 * {@link org.springframework.security.core.AuthenticationException} to refuse at once
	 */
	Mono<A> create(AvatarId id, LoginContext context);

	/**
	 * The one who has logged in is gone. Called once for each avatar.
	 * @param avatar the avatar
	 * @return completes when what belongs to the avatar is released
	 */
	default Mono<Void> logout(A avatar) {
		return Mono.empty();
	}

}
