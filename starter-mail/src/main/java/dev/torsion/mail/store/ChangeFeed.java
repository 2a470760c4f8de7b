package dev.torsion.mail.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Tells the changes of one mailbox to all who listen. Never waits for them: what one has
 * not yet asked for becomes one change, which names {@value #MAX_UIDS} UIDs at most. Safe
 * to use from any thread.
 */
public final class ChangeFeed {

	/** How many UIDs of a kind a change names that is made of several. */
	static final int MAX_UIDS = 10_000;

	private final List<Listener> listeners = new CopyOnWriteArrayList<>();

	private volatile boolean ended;

	/**
	 * The changes from now on.
	 * @return the changes; completes when the feed is ended
	 */
	public Flux<MailboxChange> changes() {
		return Flux.create((sink) -> {
			Listener listener = new Listener(sink);
			this.listeners.add(listener);
			sink.onDispose(() -> this.listeners.remove(listener));
			sink.onRequest((requested) -> listener.drain());
			if (this.ended) {
				sink.complete();
			}
		}, FluxSink.OverflowStrategy.IGNORE);
	}

	/**
	 * Tells a change, which is kept already.
	 * @param change the change
	 */
	public void tell(MailboxChange change) {
		this.listeners.forEach((listener) -> listener.offer(change));
	}

	/**
	 * Whether nobody listens.
	 * @return whether that is so
	 */
	public boolean isUnheard() {
		return this.listeners.isEmpty();
	}

	/**
	 * Ends it for all, because the mailbox is gone.
	 */
	public void end() {
		this.ended = true;
		this.listeners.forEach((listener) -> listener.sink.complete());
	}

	private static MailboxChange merge(@Nullable MailboxChange one, MailboxChange other) {
		if (one == null) {
			return other;
		}
		return new MailboxChange(Math.max(one.highestModSeq(), other.highestModSeq()),
				merge(one.changed(), other.changed()), merge(one.expunged(), other.expunged()));
	}

	private static List<Long> merge(Collection<Long> one, Collection<Long> other) {
		Set<Long> all = new TreeSet<>(one);
		all.addAll(other);
		return all.stream().limit(MAX_UIDS).toList();
	}

	private static final class Listener {

		private final FluxSink<MailboxChange> sink;

		private final AtomicInteger drains = new AtomicInteger();

		private @Nullable MailboxChange pending;

		private Listener(FluxSink<MailboxChange> sink) {
			this.sink = sink;
		}

		private void offer(MailboxChange change) {
			synchronized (this) {
				this.pending = merge(this.pending, change);
			}
			drain();
		}

		private void drain() {
			if (this.drains.getAndIncrement() != 0) {
				return;
			}
			do {
				MailboxChange next = (this.sink.requestedFromDownstream() > 0) ? take() : null;
				if (next != null) {
					this.sink.next(next);
				}
			}
			while (this.drains.decrementAndGet() != 0);
		}

		private synchronized @Nullable MailboxChange take() {
			MailboxChange next = this.pending;
			this.pending = null;
			return next;
		}

	}

}
