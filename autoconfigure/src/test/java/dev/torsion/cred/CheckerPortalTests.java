package dev.torsion.cred;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class CheckerPortalTests {

	private static final PasswordCredentials BOB = new PasswordCredentials("bob", "secret");

	private final List<String> audited = new ArrayList<>();

	private final List<String> settled = new ArrayList<>();

	private final AtomicInteger disconnected = new AtomicInteger();

	private final LoginContext context = new LoginContext("test", null, null, true, null, (type) -> null,
			this.disconnected::incrementAndGet);

	private final LiveLogins live = new LiveLogins();

	private final Mailboxes mailboxes = new Mailboxes();

	@Test
	void asksOnlyWhoChecksCredentialsOfTheType() {
		Portal portal = portal(checker(TokenCredentials.class, Mono.error(new AssertionError())),
				checker(PasswordCredentials.class, named("bob")));
		assertThat(login(portal, Authentication.class).avatar().getName()).isEqualTo("bob");
		assertThat(portal.accepts(PasswordCredentials.class)).isTrue();
		assertThat(portal.accepts(AnonymousCredentials.class)).isFalse();
	}

	@Test
	void saysItIsNotThePeersFaultIfNobodyChecksTheType() {
		assertThat(failure(portal(), Authentication.class)).isInstanceOf(InternalAuthenticationServiceException.class);
	}

	@Test
	void asksTheNextWhereAnAccountIsUnknownAndNobodyWhereItIsNotProved() {
		CredentialsChecker<?> unknown = checker(PasswordCredentials.class, Mono.empty());
		CredentialsChecker<?> wrong = checker(PasswordCredentials.class,
				Mono.error(new BadCredentialsException("wrong")));
		CredentialsChecker<?> right = checker(PasswordCredentials.class, named("bob"));
		assertThat(login(portal(unknown, right), Authentication.class).id()).isInstanceOf(AvatarId.Named.class);
		assertThat(failure(portal(wrong, right), Authentication.class)).hasMessage("wrong");
		assertThat(failure(portal(unknown, unknown), Authentication.class)).isInstanceOf(BadCredentialsException.class);
	}

	@Test
	void doesNotAskTheNextWhereOneCannotTell() {
		CredentialsChecker<?> down = checker(PasswordCredentials.class, Mono.error(new IllegalStateException("down")));
		assertThat(failure(portal(down, checker(PasswordCredentials.class, named("bob"))), Authentication.class))
			.isInstanceOf(AuthenticationServiceException.class)
			.hasRootCauseMessage("down");
		assertThat(this.settled).containsExactly("abandoned");
	}

	@Test
	void provesOneOfSeveralThingsWithoutCountingItAsALogin() {
		Portal portal = portal(checker(PasswordCredentials.class, named("bob")));
		assertThat(portal.prove(BOB, this.context).map((id) -> id.authentication().getName()).block()).isEqualTo("bob");
		assertThat(this.settled).containsExactly("abandoned");
		assertThat(this.audited).isEmpty();
		assertThat(this.live.count("bob")).isZero();
	}

	@Test
	void countsWhoFailsToProveOneOfSeveralThings() {
		Portal portal = portal(checker(PasswordCredentials.class, Mono.error(new BadCredentialsException("Wrong"))));
		assertThat(catchThrowable(() -> portal.prove(BOB, this.context).block()))
			.isInstanceOf(BadCredentialsException.class);
		assertThat(this.settled).containsExactly("failed");
		assertThat(this.audited).hasSize(1);
	}

	@Test
	void tellsWhatItWouldKnowAndNobodyHearsOfThat() {
		Mono<AvatarId> wrong = Mono.error(new BadCredentialsException("Wrong"));
		Mono<AvatarId> disabled = Mono.error(new DisabledException("Disabled"));
		Mono<AvatarId> down = Mono.error(new IllegalStateException("down"));
		assertThat(knows(checker(PasswordCredentials.class, named("bob")))).isTrue();
		assertThat(knows(checker(PasswordCredentials.class, wrong))).isFalse();
		assertThat(knows(checker(PasswordCredentials.class, disabled))).isFalse();
		assertThat(knows()).isFalse();
		assertThat(catchThrowable(() -> knows(checker(PasswordCredentials.class, down)))).hasMessage("down");
		assertThat(this.settled).isEmpty();
		assertThat(this.audited).isEmpty();
	}

	private boolean knows(CredentialsChecker<?>... checkers) {
		return portal(checkers).knows(BOB, this.context).blockOptional().orElseThrow();
	}

	@Test
	void makesTheAvatarThatIsAskedForAndLogsItOutOnce() {
		Portal portal = portal(checker(PasswordCredentials.class, named("bob")));
		Login<Mailbox> login = login(portal, Mailbox.class);
		assertThat(login.avatar().owner()).isEqualTo("bob");
		assertThat(this.live.count("BOB")).isOne();
		login.logout().block();
		login.logout().block();
		assertThat(this.mailboxes.closed).containsExactly("bob");
		assertThat(this.live.count("bob")).isZero();
	}

	@Test
	void refusesWhoHasNoSuchAvatar() {
		Portal nobody = portal(checker(PasswordCredentials.class, Mono.just(new AvatarId.Anonymous())));
		assertThat(failure(nobody, Mailbox.class)).isInstanceOf(InsufficientAuthenticationException.class);
		assertThat(failure(nobody, Runnable.class)).isInstanceOf(InsufficientAuthenticationException.class);
		assertThat(login(nobody, Authentication.class).id()).isInstanceOf(AvatarId.Anonymous.class);
	}

	@Test
	void settlesEveryAttemptOnce() {
		login(portal(checker(PasswordCredentials.class, named("bob"))), Mailbox.class);
		failure(portal(checker(PasswordCredentials.class, Mono.empty())), Mailbox.class);
		failure(portal(checker(PasswordCredentials.class, Mono.error(new DisabledException("no")))), Mailbox.class);
		failure(portal(checker(PasswordCredentials.class, Mono.just(new AvatarId.Anonymous()))), Mailbox.class);
		assertThat(this.settled).containsExactly("succeeded", "failed", "abandoned", "abandoned");
		assertThat(this.audited).containsExactly("bob", "bob: BadCredentialsException", "bob: DisabledException",
				"bob: InsufficientAuthenticationException");
	}

	@Test
	void carriesALoginThroughWhosePeerHasLeft() {
		Sinks.One<AvatarId> late = Sinks.one();
		Disposable waiting = portal(checker(PasswordCredentials.class, late.asMono()))
			.login(BOB, this.context, Mailbox.class)
			.subscribe();
		waiting.dispose();
		assertThat(this.settled).isEmpty();
		late.tryEmitValue(named("bob").block());
		assertThat(this.settled).containsExactly("succeeded");
		assertThat(this.mailboxes.closed).containsExactly("bob");
		assertThat(this.live.count("bob")).isZero();
	}

	@Test
	void countsAFailureWhosePeerHasLeft() {
		Sinks.One<AvatarId> late = Sinks.one();
		portal(checker(PasswordCredentials.class, late.asMono())).login(BOB, this.context, Mailbox.class)
			.subscribe()
			.dispose();
		late.tryEmitError(new BadCredentialsException("wrong"));
		assertThat(this.settled).containsExactly("failed");
		assertThat(this.audited).containsExactly("bob: BadCredentialsException");
	}

	@Test
	void endsTheConnectionsOfAnAccount() {
		Portal portal = portal(checker(PasswordCredentials.class, named("bob")));
		login(portal, Authentication.class);
		login(portal, Mailbox.class);
		this.live.end("alice");
		assertThat(this.disconnected).hasValue(0);
		this.live.end("Bob");
		assertThat(this.disconnected).hasValue(2);
	}

	@Test
	void letsNobodyInWhoseAccountEndsMeanwhile() {
		Sinks.One<AvatarId> late = Sinks.one();
		Mono<Login<Mailbox>> login = portal(checker(PasswordCredentials.class, late.asMono()))
			.login(BOB, this.context, Mailbox.class)
			.cache();
		login.subscribe(null, (ex) -> {
		});
		this.live.end("bob");
		late.tryEmitValue(named("bob").block());
		assertThat(catchThrowable(() -> login.block(Duration.ofSeconds(5)))).isInstanceOf(DisabledException.class);
		assertThat(this.mailboxes.closed).containsExactly("bob");
		assertThat(this.live.count("bob")).isZero();
	}

	@Test
	void doesNotTakeNobodyForSomebody() {
		Authentication nobody = new AvatarId.Anonymous().authentication();
		assertThat(catchThrowable(() -> new AvatarId.Named(nobody))).isInstanceOf(IllegalArgumentException.class);
		Authentication unproved = UsernamePasswordAuthenticationToken.unauthenticated("bob", "secret");
		assertThat(catchThrowable(() -> new AvatarId.Named(unproved))).isInstanceOf(IllegalArgumentException.class);
	}

	private Portal portal(CredentialsChecker<?>... checkers) {
		return new CheckerPortal(List.of(checkers), new Realm(List.of(this.mailboxes)),
				(credentials, context) -> Mono.just(new Settling()), this.live, List.of(new Audit()));
	}

	private <A> Login<A> login(Portal portal, Class<A> type) {
		return Objects.requireNonNull(portal.login(BOB, this.context, type).block(Duration.ofSeconds(5)));
	}

	private Throwable failure(Portal portal, Class<?> type) {
		return catchThrowable(() -> login(portal, type));
	}

	private static Mono<AvatarId> named(String name) {
		return Mono.just(new AvatarId.Named(UsernamePasswordAuthenticationToken.authenticated(name, null, List.of())));
	}

	private static <C extends Credentials> CredentialsChecker<C> checker(Class<C> type, Mono<AvatarId> answer) {
		return new CredentialsChecker<>() {

			@Override
			public Class<C> type() {
				return type;
			}

			@Override
			public Mono<AvatarId> check(C credentials, LoginContext context) {
				return answer;
			}

		};
	}

	private interface Mailbox {

		String owner();

	}

	private static final class Mailboxes implements AvatarFactory<Mailbox> {

		private final List<String> closed = new ArrayList<>();

		@Override
		public Class<Mailbox> type() {
			return Mailbox.class;
		}

		@Override
		public Mono<Mailbox> create(AvatarId id, LoginContext context) {
			return (id instanceof AvatarId.Named named) ? Mono.just(named::name) : Mono.empty();
		}

		@Override
		public Mono<Void> logout(Mailbox avatar) {
			return Mono.fromRunnable(() -> this.closed.add(avatar.owner()));
		}

	}

	private final class Settling implements LoginThrottle.Attempt {

		@Override
		public void succeeded() {
			CheckerPortalTests.this.settled.add("succeeded");
		}

		@Override
		public void failed() {
			CheckerPortalTests.this.settled.add("failed");
		}

		@Override
		public void abandoned() {
			CheckerPortalTests.this.settled.add("abandoned");
		}

	}

	private final class Audit implements LoginAudit {

		@Override
		public void succeeded(Authentication authentication, LoginContext context) {
			CheckerPortalTests.this.audited.add(authentication.getName());
		}

		@Override
		public void failed(@Nullable String name, AuthenticationException cause, LoginContext context) {
			CheckerPortalTests.this.audited.add(name + ": " + cause.getClass().getSimpleName());
		}

	}

}
