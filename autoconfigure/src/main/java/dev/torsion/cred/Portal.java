package dev.torsion.cred;

import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;

/**
 * The one door through which the peers of all protocols log in: credentials go in, an
 * avatar of the type that the protocol asks for comes out. Safe to use from any thread;
 * never blocks the caller's. A protocol with connections that last uses it through a
 * {@link LoginSession}.
 */
public interface Portal {

	/**
	 * Proves who a peer is, and lets it in. Fails with an
	 * {@link org.springframework.security.core.AuthenticationException}:
	 * <ul>
	 * <li>{@link org.springframework.security.authentication.BadCredentialsException} if
	 * there is no such account or it is not proved, indistinguishably;</li>
	 * <li>{@link org.springframework.security.authentication.AccountStatusException} if
	 * it is proved, and may not be used;</li>
	 * <li>{@link org.springframework.security.authentication.InsufficientAuthenticationException}
	 * if it is proved, and has no avatar of that type;</li>
	 * <li>{@link org.springframework.security.authentication.AuthenticationServiceException}
	 * if that cannot be told at the moment: never say "wrong password" to that.</li>
	 * </ul>
	 * @param <A> the type of the avatar
	 * @param credentials what the peer presents
	 * @param context where it comes from
	 * @param avatar the type of the avatar: one that an {@link AvatarFactory} makes, or
	 * {@link org.springframework.security.core.Authentication}, which everybody has
	 * @return the login, which the caller has to log out
	 */
	<A> Mono<Login<A>> login(Credentials credentials, LoginContext context, Class<A> avatar);

	/**
	 * Proves one of several things that a peer has to prove before it is let in. A
	 * failure is told and counted as that of a login; success is not, because one who has
	 * guessed a password is not to guess the rest without being slowed down.
	 * @param credentials what the peer presents
	 * @param context where it comes from
	 * @return who it is, who is not logged in; fails as {@link #login} does
	 */
	default Mono<AvatarId> prove(Credentials credentials, LoginContext context) {
		return login(credentials, context, Authentication.class)
			.flatMap((login) -> login.logout().thenReturn(login.id()));
	}

	/**
	 * Whether credentials would do that are not proved yet, such as a key that a peer has
	 * only named. Nobody is logged in, and nothing is told, counted, or slowed down: how
	 * often a peer may ask is the protocol's to limit.
	 * @param credentials what the peer might present
	 * @param context where it comes from
	 * @return whether they would do; {@code true} if that cannot be told. Fails if nobody
	 * can be asked at the moment
	 */
	default Mono<Boolean> knows(Credentials credentials, LoginContext context) {
		return Mono.just(true);
	}

	/**
	 * Whether there is anybody to check credentials of a type: what protocols offer
	 * follows from that.
	 * @param type the type of the credentials
	 * @return whether there is
	 */
	boolean accepts(Class<? extends Credentials> type);

}
