package dev.torsion.cred;

import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.AccountStatusException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;

/**
 * The portal that asks checkers who it is, and the realm for the avatar. A login that has
 * been admitted is carried through even if nobody waits for it any more: what comes of it
 * is then logged out, and counted as what it was.
 */
public final class CheckerPortal implements Portal {

	private final List<CredentialsChecker<?>> checkers;

	private final Realm realm;

	private final LoginThrottle throttle;

	private final LiveLogins live;

	private final List<LoginAudit> audits;

	/**
	 * Creates the portal.
	 * @param checkers who checks credentials, in the order in which they are asked
	 * @param realm who makes avatars
	 * @param throttle who slows down those who guess
	 * @param live where those who are logged in are kept
	 * @param audits who is told
	 */
	public CheckerPortal(List<CredentialsChecker<?>> checkers, Realm realm, LoginThrottle throttle, LiveLogins live,
			List<LoginAudit> audits) {
		this.checkers = List.copyOf(checkers);
		this.realm = realm;
		this.throttle = throttle;
		this.live = live;
		this.audits = List.copyOf(audits);
	}

	@Override
	public boolean accepts(Class<? extends Credentials> type) {
		return this.checkers.stream().anyMatch((checker) -> checker.type().isAssignableFrom(type));
	}

	@Override
	public <A> Mono<Login<A>> login(Credentials credentials, LoginContext context, Class<A> avatar) {
		return admit(credentials, context)
			.flatMap((attempt) -> new Uncancelled<>(attempt(credentials, context, avatar, attempt), attempt::abandoned,
					CheckerPortal::forget));
	}

	@Override
	public Mono<AvatarId> prove(Credentials credentials, LoginContext context) {
		return admit(credentials, context)
			.flatMap((attempt) -> new Uncancelled<>(settled(check(credentials, context), credentials, context, attempt)
				.doOnNext((id) -> attempt.abandoned()), attempt::abandoned, (id) -> {
				}));
	}

	@Override
	public Mono<Boolean> knows(Credentials credentials, LoginContext context) {
		return check(credentials, context).thenReturn(true)
			.onErrorResume((ex) -> ex instanceof BadCredentialsException || ex instanceof AccountStatusException,
					(ex) -> Mono.just(false));
	}

	private Mono<LoginThrottle.Attempt> admit(Credentials credentials, LoginContext context) {
		if (!accepts(credentials.getClass())) {
			return Mono.error(() -> new InternalAuthenticationServiceException(
					"Nobody checks " + credentials.getClass().getSimpleName()));
		}
		return this.throttle.admit(credentials, context)
			.doOnError(AuthenticationException.class, (ex) -> failed(credentials, ex, context));
	}

	private <A> Mono<Login<A>> attempt(Credentials credentials, LoginContext context, Class<A> avatar,
			LoginThrottle.Attempt attempt) {
		Mono<Login<A>> entering = Mono.defer(() -> {
			LiveLogins.Entry entry = this.live.enter(context);
			return check(credentials, context).flatMap((id) -> this.realm.enter(id, context, avatar))
				.map(entry::entered)
				.doFinally((signal) -> entry.settled());
		});
		return settled(entering, credentials, context, attempt).doOnNext((login) -> {
			attempt.succeeded();
			this.audits.forEach((audit) -> audit.succeeded(login.id().authentication(), context));
		});
	}

	private <T> Mono<T> settled(Mono<T> checked, Credentials credentials, LoginContext context,
			LoginThrottle.Attempt attempt) {
		return checked
			.onErrorMap((ex) -> !(ex instanceof AuthenticationException),
					(ex) -> new AuthenticationServiceException("Accounts cannot be asked", ex))
			.doOnError(AuthenticationException.class, (ex) -> {
				settle(attempt, ex);
				failed(credentials, ex, context);
			});
	}

	private void failed(Credentials credentials, AuthenticationException cause, LoginContext context) {
		this.audits.forEach((audit) -> audit.failed(credentials.name(), cause, context));
	}

	private static void settle(LoginThrottle.Attempt attempt, Throwable cause) {
		if (cause instanceof BadCredentialsException) {
			attempt.failed();
		}
		else {
			attempt.abandoned();
		}
	}

	private Mono<AvatarId> check(Credentials credentials, LoginContext context) {
		return Flux.fromIterable(this.checkers)
			.filter((checker) -> checker.type().isInstance(credentials))
			.concatMap((checker) -> check(checker, credentials, context), 0)
			.next()
			.switchIfEmpty(Mono.error(() -> new BadCredentialsException("Wrong name or password")));
	}

	private static <C extends Credentials> Mono<AvatarId> check(CredentialsChecker<C> checker, Credentials credentials,
			LoginContext context) {
		return checker.check(checker.type().cast(credentials), context);
	}

	private static void forget(Login<?> login) {
		login.logout().subscribe();
	}

}
