package dev.torsion.mail.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailSink;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for the delivery of mail to every store, and for reading it.
 */
public abstract class MailDeliveryContract extends MailStoreFixture {

	@Test
	void deliversAMessageToAnInboxThatWasNotThere() {
		deliver("Subject: one\r\n\r\nHello\r\n", INBOX);
		MailboxView view = view(INBOX);
		assertThat(view.messages()).singleElement().satisfies((message) -> {
			assertThat(message.uid()).isEqualTo(1);
			assertThat(message.size()).isEqualTo(23);
			assertThat(message.received()).isEqualTo(RECEIVED);
			assertThat(message.flags()).isEmpty();
			assertThat(message.keywords()).isEmpty();
			assertThat(message.guid()).matches("[!-~]{1,255}");
		});
		assertThat(view.uidNext()).isEqualTo(2);
		assertThat(view.uidValidity()).isBetween(1L, 0xffffffffL);
		assertThat(text(INBOX, 1)).isEqualTo("Subject: one\r\n\r\nHello\r\n");
	}

	@Test
	void givesUidsInTheOrderOfDelivery() {
		for (int i = 1; i <= 30; i++) {
			deliver("Subject: " + i + "\r\n\r\n", INBOX);
		}
		assertThat(uids(INBOX)).containsExactlyElementsOf(LongStream.rangeClosed(1, 30).boxed().toList());
		for (int i = 1; i <= 30; i++) {
			assertThat(text(INBOX, i)).startsWith("Subject: " + i + "\r\n");
		}
	}

	@Test
	void showsNothingBeforeTheCommit() {
		MailSink sink = sink(store().deliver(List.of(INBOX), Set.of(), RECEIVED));
		write(sink, "Subject: x\r\n\r\n");
		assertThat(uids(INBOX)).isEmpty();
		sink.prepare().block(LIMIT);
		assertThat(uids(INBOX)).isEmpty();
		sink.commit().block(LIMIT);
		assertThat(uids(INBOX)).containsExactly(1L);
	}

	@Test
	void forgetsWhatIsAborted() {
		MailSink written = sink(store().deliver(List.of(INBOX), Set.of(), RECEIVED));
		write(written, "Subject: x\r\n\r\n");
		written.abort();
		MailSink prepared = sink(store().deliver(List.of(INBOX), Set.of(), RECEIVED));
		write(prepared, "Subject: x\r\n\r\n");
		prepared.prepare().block(LIMIT);
		prepared.abort();
		prepared.abort();
		sink(store().deliver(List.of(INBOX), Set.of(), RECEIVED)).abort();
		deliver("Subject: y\r\n\r\n", INBOX);
		assertThat(uids(INBOX)).containsExactly(1L);
	}

	@Test
	void deliversOneMessageToSeveralMailboxes() {
		MailboxName other = MailboxName.inbox(MailAddress.of("alice@example.org"));
		store().create(WORK).block(LIMIT);
		deliver("Subject: x\r\n\r\n" + "line\r\n".repeat(50_000), INBOX, WORK, other, INBOX);
		assertThat(view(INBOX).messages()).hasSize(1);
		assertThat(view(WORK).messages()).hasSize(1);
		assertThat(text(other, 1)).isEqualTo(text(INBOX, 1)).endsWith("line\r\n");
	}

	@Test
	void makesTheMailboxThatItDeliversTo() {
		deliver("Subject: x\r\n\r\n", WORK);
		assertThat(uids(WORK)).containsExactly(1L);
		assertThat(names()).containsExactly("INBOX", WORK.name());
	}

	@Test
	void deliversWithFlags() {
		MailSink sink = sink(store().deliver(List.of(INBOX), Set.of(Flag.SEEN, Flag.FLAGGED), RECEIVED));
		write(sink, "\r\n");
		sink.prepare().then(sink.commit()).block(LIMIT);
		assertThat(view(INBOX).messages().get(0).flags()).containsExactlyInAnyOrder(Flag.SEEN, Flag.FLAGGED);
	}

	@Test
	void keepsBytesAsTheyAre() {
		for (String message : List.of("a", "\r\n", "a\r\nb", "bare\nline feed\r\n", "bare\rreturn\r\n", "\n", "\r",
				"ends with a return\r", "\r\r\n", "\0\u00ff\u0080\r\n", "x".repeat(300_000) + "\n.\r\n")) {
			long uid = append(INBOX, message);
			assertThat(text(INBOX, uid)).isEqualTo(message);
			assertThat(message(INBOX, uid).size()).isEqualTo(message.length());
		}
	}

	@Test
	void keepsBytesHoweverTheyAreCut() {
		String message = "Subject: x\r\n\r\nA\r\nB\r\n\r\n";
		for (int cut = 1; cut < message.length(); cut++) {
			MailSink sink = sink(store().deliver(List.of(INBOX), Set.of(), RECEIVED));
			write(sink, message.substring(0, cut));
			write(sink, message.substring(cut));
			sink.prepare().then(sink.commit()).block(LIMIT);
			assertThat(text(INBOX, uids(INBOX).size())).isEqualTo(message);
		}
	}

	@Test
	void readsAnyPart() {
		String message = IntStream.range(0, 30_000).mapToObj((i) -> "line " + i + "\r\n").collect(Collectors.joining());
		append(INBOX, message);
		MailContent content = content(INBOX, 1);
		assertThat(content.size()).isEqualTo(message.length());
		for (int from : new int[] { 0, 1, 7, 8, 4095, 65_535, 65_536, 200_001, message.length() - 1, message.length(),
				message.length() + 10 }) {
			for (int length : new int[] { 0, 1, 2, 100, 70_000 }) {
				int start = Math.min(from, message.length());
				assertThat(text(content.read(from, length)))
					.isEqualTo(message.substring(start, Math.min(message.length(), start + length)));
			}
			assertThat(text(content.read(from, Long.MAX_VALUE)))
				.isEqualTo(message.substring(Math.min(from, message.length())));
		}
	}

	@Test
	void readsNoMoreThanIsTaken() {
		append(INBOX, "line\r\n".repeat(100_000));
		List<ByteBuffer> runs = new ArrayList<>();
		BaseSubscriber<ByteBuffer> reader = new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
			}

			@Override
			protected void hookOnNext(ByteBuffer run) {
				synchronized (runs) {
					runs.add(run);
					runs.notifyAll();
				}
			}

		};
		content(INBOX, 1).read(0, Long.MAX_VALUE).subscribe(reader);
		reader.request(1);
		synchronized (runs) {
			while (runs.isEmpty()) {
				uninterruptibly(runs);
			}
		}
		assertThat(runs).hasSize(1);
		assertThat(runs.get(0).remaining()).isBetween(1, 128 * 1024);
		reader.cancel();
	}

	private static void uninterruptibly(Object monitor) {
		try {
			monitor.wait();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
