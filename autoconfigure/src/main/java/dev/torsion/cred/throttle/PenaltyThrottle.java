package dev.torsion.cred.throttle;

import java.util.Locale;

import dev.torsion.cred.Credentials;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.LoginThrottle;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Dovecot's penalties, with a limit of what is tried at a time: whoever fails has to wait
 * before the next try, longer each time, and his other tries wait behind it.
 * <ul>
 * <li>The same wrong password once more is the fault of a program that was not told of a
 * new one: the last ten of a source are counted once.</li>
 * <li>Success forgives what a source has failed, if that was for the same account:
 * whoever has one account cannot guess others between logins to it.</li>
 * <li>An account that many sources fail at gets a pause of its own, except for sources
 * from which somebody has logged in to it before: its owner is not locked out.</li>
 * </ul>
 */
public final class PenaltyThrottle implements LoginThrottle {

	private final ThrottleSettings settings;

	private final Gates sources;

	private final Gates accounts;

	private final Failures failures;

	private final RecentSet<String> known;

	/**
	 * Creates the throttle.
	 * @param settings the pauses and limits
	 * @param time the clock, and where timers run
	 */
	public PenaltyThrottle(ThrottleSettings settings, Scheduler time) {
		this.settings = settings;
		this.sources = new Gates(settings.remembered(), () -> new Gate(settings, 0, time));
		this.accounts = new Gates(settings.remembered(), () -> new Gate(settings, settings.accountFailures(), time));
		this.failures = new Failures(settings.remembered());
		this.known = new RecentSet<>(settings.remembered());
	}

	@Override
	public Mono<Attempt> admit(Credentials credentials, LoginContext context) {
		String source = Source.of(context.peer());
		if (context.peer() != null && this.settings.trusted().contains(context.peer())) {
			return Mono.just(LoginThrottle.uncounted());
		}
		String account = account(credentials);
		return enter(this.sources, source).flatMap((first) -> {
			String gate = (source != null && this.known.contains(account + '\n' + source)) ? null : account;
			return enter(this.accounts, gate)
				.<Attempt>map((second) -> new Counted(credentials, source, account, first, second))
				.doOnError((ex) -> first.giveBackUnused())
				.doOnCancel(first::giveBackUnused);
		});
	}

	private static Mono<Passed> enter(Gates gates, @Nullable String key) {
		if (key == null) {
			return Mono.just(new Passed(null, null));
		}
		Gate gate = gates.of(key);
		return gate.enter().map((pass) -> new Passed(gate, pass));
	}

	private static @Nullable String account(Credentials credentials) {
		String name = credentials.name();
		return (name != null) ? name.toLowerCase(Locale.ROOT) : null;
	}

	/** A gate that was passed, if there was one. */
	private record Passed(@Nullable Gate gate, Gate.@Nullable Pass pass) {

		void take() {
			if (this.pass != null) {
				this.pass.take();
			}
		}

		void giveBackUnused() {
			if (this.pass != null) {
				this.pass.giveBackUnused();
			}
		}

		void giveBack(boolean failed) {
			if (this.pass != null) {
				this.pass.giveBack(failed);
			}
		}

		void forgive() {
			if (this.gate != null) {
				this.gate.forgive();
			}
		}

	}

	private final class Counted implements Attempt {

		private final Credentials credentials;

		private final @Nullable String source;

		private final @Nullable String account;

		private final Passed first;

		private final Passed second;

		Counted(Credentials credentials, @Nullable String source, @Nullable String account, Passed first,
				Passed second) {
			this.credentials = credentials;
			this.source = source;
			this.account = account;
			this.first = first;
			this.second = second;
			first.take();
			second.take();
		}

		@Override
		public void succeeded() {
			if (this.source != null && this.account != null) {
				PenaltyThrottle.this.known.add(this.account + '\n' + this.source);
				if (PenaltyThrottle.this.failures.forgive(this.source, this.account)) {
					this.first.forgive();
				}
			}
			end(false);
		}

		@Override
		public void failed() {
			end(this.source == null
					|| PenaltyThrottle.this.failures.count(this.source, this.account, this.credentials));
		}

		@Override
		public void abandoned() {
			end(false);
		}

		private void end(boolean failed) {
			this.second.giveBack(failed);
			this.first.giveBack(failed);
		}

	}

}
