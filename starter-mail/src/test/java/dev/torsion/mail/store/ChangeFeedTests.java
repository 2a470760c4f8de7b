package dev.torsion.mail.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

class ChangeFeedTests {

	private final ChangeFeed feed = new ChangeFeed();

	@Test
	void tellsThoseWhoDoNotKeepUpSeveralChangesAsOne() {
		Slow slow = new Slow();
		this.feed.changes().subscribe(slow);
		this.feed.tell(new MailboxChange(2, List.of(1L, 2L), List.of()));
		this.feed.tell(new MailboxChange(4, List.of(3L), List.of(1L)));
		this.feed.tell(new MailboxChange(3, List.of(2L), List.of()));
		assertThat(slow.seen).isEmpty();
		slow.request(1);
		assertThat(slow.seen).containsExactly(new MailboxChange(4, List.of(1L, 2L, 3L), List.of(1L)));
		slow.request(5);
		this.feed.tell(new MailboxChange(5, List.of(9L), List.of()));
		assertThat(slow.seen).hasSize(2);
	}

	@Test
	void remembersABoundedNumberOfUids() {
		Slow slow = new Slow();
		this.feed.changes().subscribe(slow);
		for (int i = 0; i < 5; i++) {
			this.feed
				.tell(new MailboxChange(i, LongStream.range(i * 4000L, i * 4000L + 4000).boxed().toList(), List.of()));
		}
		slow.request(1);
		assertThat(slow.seen.get(0).changed()).hasSize(ChangeFeed.MAX_UIDS);
		assertThat(slow.seen.get(0).highestModSeq()).isEqualTo(4);
	}

	@Test
	void forgetsWhoHasLeft() {
		Slow slow = new Slow();
		this.feed.changes().subscribe(slow);
		assertThat(this.feed.isUnheard()).isFalse();
		slow.cancel();
		assertThat(this.feed.isUnheard()).isTrue();
	}

	private static final class Slow extends BaseSubscriber<MailboxChange> {

		private final List<MailboxChange> seen = new ArrayList<>();

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
		}

		@Override
		protected void hookOnNext(MailboxChange change) {
			this.seen.add(change);
		}

	}

}
