package dev.torsion.mail.pop3.session;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.store.Flag;
import dev.torsion.mail.store.FlagChange;
import dev.torsion.mail.store.MailContent;
import dev.torsion.mail.store.MailStore;
import dev.torsion.mail.store.Mailbox;
import dev.torsion.mail.store.MailboxChange;
import dev.torsion.mail.store.MailboxName;
import dev.torsion.mail.store.MailboxView;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A store whose mailboxes are as slow, or as broken, as a test wants them.
 */
final class TroubledStore implements MailStore {

	private final MailStore store;

	UnaryOperator<Mono<Mailbox>> opening = UnaryOperator.identity();

	UnaryOperator<Mono<MailContent>> reading = UnaryOperator.identity();

	UnaryOperator<Mono<Void>> expunging = UnaryOperator.identity();

	TroubledStore(MailStore store) {
		this.store = store;
	}

	@Override
	public Mono<MailSink> deliver(List<MailboxName> mailboxes, Set<Flag> flags, Instant received) {
		return this.store.deliver(mailboxes, flags, received);
	}

	@Override
	public Mono<Mailbox> open(MailboxName mailbox) {
		return this.opening.apply(this.store.open(mailbox).map(Troubled::new));
	}

	@Override
	public Flux<MailboxName> list(MailAddress owner) {
		return this.store.list(owner);
	}

	@Override
	public Mono<Void> create(MailboxName mailbox) {
		return this.store.create(mailbox);
	}

	@Override
	public Mono<Void> delete(MailboxName mailbox) {
		return this.store.delete(mailbox);
	}

	@Override
	public Mono<Void> rename(MailboxName mailbox, String name) {
		return this.store.rename(mailbox, name);
	}

	@Override
	public Mono<Set<String>> subscriptions(MailAddress owner) {
		return this.store.subscriptions(owner);
	}

	@Override
	public Mono<Void> subscribe(MailboxName mailbox, boolean subscribed) {
		return this.store.subscribe(mailbox, subscribed);
	}

	private final class Troubled implements Mailbox {

		private final Mailbox mailbox;

		Troubled(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@Override
		public MailboxName name() {
			return this.mailbox.name();
		}

		@Override
		public Mono<MailboxView> view() {
			return this.mailbox.view();
		}

		@Override
		public Mono<MailContent> content(long uid) {
			return TroubledStore.this.reading.apply(this.mailbox.content(uid));
		}

		@Override
		public Mono<MailSink> append(Set<Flag> flags, Set<String> keywords, Instant received) {
			return this.mailbox.append(flags, keywords, received);
		}

		@Override
		public Mono<Collection<Long>> update(FlagChange change) {
			return this.mailbox.update(change);
		}

		@Override
		public Mono<Void> expunge(Collection<Long> uids) {
			return TroubledStore.this.expunging.apply(this.mailbox.expunge(uids));
		}

		@Override
		public Mono<Map<Long, Long>> copy(Collection<Long> uids, MailboxName target) {
			return this.mailbox.copy(uids, target);
		}

		@Override
		public Mono<Map<Long, Long>> move(Collection<Long> uids, MailboxName target) {
			return this.mailbox.move(uids, target);
		}

		@Override
		public Flux<MailboxChange> changes() {
			return this.mailbox.changes();
		}

	}

}
