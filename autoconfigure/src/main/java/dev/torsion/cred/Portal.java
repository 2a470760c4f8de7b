package dev.torsion.cred;

import reactor.core.publisher.Mono;

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
	 * Whether there is anybody to check credentials of a type: what protocols offer
	 * follows from that.
	 * @param type the type of the credentials
	 * @return whether there is
	 */
	boolean accepts(Class<? extends Credentials> type);

}
