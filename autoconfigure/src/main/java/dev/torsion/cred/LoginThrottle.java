package dev.torsion.cred;

import reactor.core.publisher.Mono;

/**
 * Slows down those who guess. Asked about every login, before credentials are looked at.
 */
public interface LoginThrottle {

	/**
	 * Waits until a login may be tried.
	 * @param credentials what will be tried
	 * @param context where from
	 * @return the attempt, at once or after a penalty. Fails with an
	 * {@link org.springframework.security.authentication.AuthenticationServiceException}
	 * if there are too many at a time
	 */
	Mono<Attempt> admit(Credentials credentials, LoginContext context);

	/**
	 * A throttle that lets everybody try as often as they like.
	 * @return the throttle
	 */
	static LoginThrottle none() {
		return (credentials, context) -> Mono.just(uncounted());
	}

	/**
	 * An attempt that nobody counts.
	 * @return the attempt
	 */
	static Attempt uncounted() {
		return NoAttempt.INSTANCE;
	}

	/**
	 * One login that is being tried. Exactly one of its methods is called, once.
	 */
	interface Attempt {

		/** The login was right. */
		void succeeded();

		/** The credentials were wrong. */
		void failed();

		/** It came to nothing: nobody is to blame. */
		void abandoned();

	}

}
