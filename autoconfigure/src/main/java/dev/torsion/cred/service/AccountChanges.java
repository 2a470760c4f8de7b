package dev.torsion.cred.service;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.torsion.cred.Uncancelled;
import dev.torsion.cred.account.AccountException;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.account.WritableAccountStore;
import dev.torsion.net.EventLoop;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Changes accounts where they are kept, and then tells of it; what has begun is carried
 * through, because a store without the notice would leave sessions open.
 */
final class AccountChanges {

	private static final int RETRIES = 12;

	private final Accounts accounts;

	private final EventLoop loop;

	private final ApplicationEventPublisher events;

	AccountChanges(Accounts accounts, EventLoop loop, ApplicationEventPublisher events) {
		this.accounts = accounts;
		this.loop = loop;
		this.events = events;
	}

	/**
	 * Finds an account.
	 * @param name its name
	 * @return the account; fails if there is none
	 */
	Mono<Accounts.Found> find(String name) {
		return this.accounts.findExactly(name)
			.switchIfEmpty(Mono.error(() -> new AccountException.Missing(describe(name))));
	}

	/**
	 * Changes an account.
	 * @param name its name
	 * @param change what is changed
	 * @param work changes it in its store, by the name it has there
	 * @return completes when all is done
	 */
	Mono<Void> change(String name, AccountChangedEvent.Change change,
			BiFunction<WritableAccountStore, String, Mono<Void>> work) {
		return find(name).flatMap((found) -> {
			String own = found.account().name();
			if (!(found.store() instanceof WritableAccountStore store)) {
				return Mono
					.error(new AccountException.ReadOnly("The store of %s cannot be written".formatted(describe(own))));
			}
			return carried(Mono.defer(() -> work.apply(store, own)), own, change);
		});
	}

	/**
	 * Makes an account, unless a store has one of that name already: it would be met
	 * first, or never again.
	 * @param name its name
	 * @param work makes it in a store
	 * @return completes when all is done
	 */
	Mono<Void> create(String name, Function<WritableAccountStore, Mono<Void>> work) {
		WritableAccountStore store = this.accounts.writable()
			.orElseThrow(() -> new AccountException.ReadOnly("No store of accounts can be written"));
		return this.accounts.findExactly(name)
			.<Void>flatMap((found) -> Mono.error(new AccountException.Exists(describe(name))))
			.switchIfEmpty(carried(Mono.defer(() -> work.apply(store)), name, AccountChangedEvent.Change.CREATED));
	}

	private Mono<Void> carried(Mono<Void> work, String name, AccountChangedEvent.Change change) {
		return new Uncancelled<>(work.then(publish(new AccountChangedEvent(name, change))), () -> {
		}, (nothing) -> {
		});
	}

	/** Listeners may block. The pool for that may be full, for ten seconds or so. */
	private Mono<Void> publish(AccountChangedEvent event) {
		return this.loop.<Void>blocking(() -> {
			this.events.publishEvent(event);
			return null;
		})
			.retryWhen(Retry.backoff(RETRIES, Duration.ofMillis(50))
				.maxBackoff(Duration.ofSeconds(1))
				.scheduler(this.loop.scheduler())
				.filter(RejectedExecutionException.class::isInstance));
	}

	private static String describe(String name) {
		return "account '" + name + "'";
	}

}
