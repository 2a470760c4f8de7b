package dev.torsion.mail.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.store.MailStoreException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for every store of mail.
 */
@Timeout(120)
public abstract class MailStoreContract {

	/** How long a test waits for what has to come. */
	public static final Duration LIMIT = Duration.ofSeconds(30);

	/** When the messages of the tests were received. */
	public static final Instant RECEIVED = Instant.parse("2026-03-01T12:34:56Z");

	/** Somebody with mailboxes. */
	public static final MailAddress BOB = MailAddress.of("bob@example.org");

	private static final MailboxName INBOX = MailboxName.inbox(BOB);

	private static final MailboxName WORK = new MailboxName(BOB, "Work/Résumé & co");

	/**
	 * A store that is empty.
	 * @return the store
	 */
	protected abstract MailStore store();

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

	@Test
	void appendsWithFlagsAndKeywords() {
		long uid = append(INBOX, "\r\n", Set.of(Flag.DRAFT), Set.of("$Forwarded", "NonJunk"));
		assertThat(message(INBOX, uid).flags()).containsExactly(Flag.DRAFT);
		assertThat(message(INBOX, uid).keywords()).containsExactlyInAnyOrder("$Forwarded", "NonJunk");
	}

	@Test
	void changesFlags() {
		append(INBOX, "a\r\n", Set.of(Flag.SEEN), Set.of("one"));
		append(INBOX, "b\r\n");
		long before = view(INBOX).highestModSeq();
		update(List.of(1L, 2L, 99L), FlagChange.Mode.ADD, Set.of(Flag.DELETED, Flag.ANSWERED), Set.of("two"));
		assertThat(message(INBOX, 1).flags()).containsExactlyInAnyOrder(Flag.SEEN, Flag.DELETED, Flag.ANSWERED);
		assertThat(message(INBOX, 1).keywords()).containsExactlyInAnyOrder("one", "two");
		assertThat(message(INBOX, 2).flags()).containsExactlyInAnyOrder(Flag.DELETED, Flag.ANSWERED);
		assertThat(message(INBOX, 2).modSeq()).isGreaterThan(before);
		update(List.of(1L), FlagChange.Mode.REMOVE, Set.of(Flag.DELETED, Flag.DRAFT), Set.of("ONE"));
		assertThat(message(INBOX, 1).flags()).containsExactlyInAnyOrder(Flag.SEEN, Flag.ANSWERED);
		assertThat(message(INBOX, 1).keywords()).containsExactly("two");
		update(List.of(1L), FlagChange.Mode.REPLACE, Set.of(Flag.FLAGGED), Set.of());
		assertThat(message(INBOX, 1).flags()).containsExactly(Flag.FLAGGED);
		assertThat(message(INBOX, 1).keywords()).isEmpty();
		assertThat(text(INBOX, 1)).isEqualTo("a\r\n");
	}

	@Test
	void leavesModSeqAloneWhereNothingChanges() {
		append(INBOX, "a\r\n", Set.of(Flag.SEEN), Set.of("one"));
		MailboxView before = view(INBOX);
		update(List.of(1L), FlagChange.Mode.ADD, Set.of(Flag.SEEN), Set.of("One"));
		assertThat(view(INBOX)).isEqualTo(before);
	}

	@Test
	void leavesAloneWhatWasChangedMeanwhile() {
		append(INBOX, "a\r\n");
		append(INBOX, "b\r\n");
		long since = view(INBOX).highestModSeq();
		update(List.of(1L), FlagChange.Mode.ADD, Set.of(Flag.SEEN), Set.of());
		Collection<Long> refused = mailbox(INBOX)
			.update(new FlagChange(List.of(1L, 2L), FlagChange.Mode.ADD, Set.of(Flag.DELETED), Set.of(), since))
			.block(LIMIT);
		assertThat(refused).containsExactly(1L);
		assertThat(message(INBOX, 1).flags()).containsExactly(Flag.SEEN);
		assertThat(message(INBOX, 2).flags()).containsExactly(Flag.DELETED);
	}

	@Test
	void refusesWhatIsNoKeyword() {
		append(INBOX, "a\r\n");
		for (String keyword : List.of("", "two words", "a\nb", "é", "\\Seen", "(", "x".repeat(51))) {
			assertFails(Reason.BAD_NAME, () -> update(List.of(1L), FlagChange.Mode.ADD, Set.of(), Set.of(keyword)));
			assertFails(Reason.BAD_NAME, () -> append(INBOX, "b\r\n", Set.of(), Set.of(keyword)));
		}
		assertThat(message(INBOX, 1).keywords()).isEmpty();
	}

	@Test
	void limitsKeywords() {
		append(INBOX, "a\r\n");
		assertFails(Reason.LIMIT, () -> {
			for (int i = 0; i < 1000; i++) {
				update(List.of(1L), FlagChange.Mode.ADD, Set.of(), Set.of("keyword" + i));
			}
		});
		assertThat(message(INBOX, 1).keywords()).hasSizeGreaterThanOrEqualTo(26);
	}

	@Test
	void removesMessages() {
		for (int i = 0; i < 5; i++) {
			append(INBOX, "a\r\n");
		}
		long before = view(INBOX).highestModSeq();
		MailContent content = content(INBOX, 2);
		mailbox(INBOX).expunge(List.of(2L, 4L, 4L, 77L)).block(LIMIT);
		assertThat(uids(INBOX)).containsExactly(1L, 3L, 5L);
		assertThat(view(INBOX).highestModSeq()).isGreaterThan(before);
		assertFails(Reason.GONE, () -> content(INBOX, 2));
		mailbox(INBOX).expunge(List.of(5L)).block(LIMIT);
		assertThat(append(INBOX, "b\r\n")).isEqualTo(6);
		assertThat(content.size()).isEqualTo(3);
	}

	@Test
	void copiesMessages() {
		append(INBOX, "a\r\n", Set.of(Flag.SEEN), Set.of("one"));
		append(INBOX, "b\r\n");
		append(INBOX, "c\r\n", Set.of(Flag.FLAGGED), Set.of("two"));
		store().create(WORK).block(LIMIT);
		append(WORK, "x\r\n", Set.of(), Set.of("two"));
		Map<Long, Long> copies = mailbox(INBOX).copy(List.of(3L, 1L, 99L), WORK).block(LIMIT);
		assertThat(copies).containsExactlyInAnyOrderEntriesOf(Map.of(1L, 2L, 3L, 3L));
		assertThat(message(WORK, 2)).satisfies((copy) -> {
			assertThat(copy.flags()).containsExactly(Flag.SEEN);
			assertThat(copy.keywords()).containsExactly("one");
			assertThat(copy.received()).isEqualTo(RECEIVED);
		});
		assertThat(message(WORK, 3).keywords()).containsExactly("two");
		assertThat(text(WORK, 3)).isEqualTo("c\r\n");
		assertThat(uids(INBOX)).containsExactly(1L, 2L, 3L);
	}

	@Test
	void copiesWithinAMailbox() {
		append(INBOX, "a\r\n");
		assertThat(mailbox(INBOX).copy(List.of(1L), INBOX).block(LIMIT)).containsExactly(Map.entry(1L, 2L));
		assertThat(text(INBOX, 2)).isEqualTo("a\r\n");
	}

	@Test
	void movesMessages() {
		append(INBOX, "a\r\n", Set.of(Flag.SEEN), Set.of("one"));
		append(INBOX, "b\r\n");
		store().create(WORK).block(LIMIT);
		assertThat(mailbox(INBOX).move(List.of(1L, 99L), WORK).block(LIMIT)).containsExactly(Map.entry(1L, 1L));
		assertThat(uids(INBOX)).containsExactly(2L);
		assertThat(message(WORK, 1).keywords()).containsExactly("one");
		assertThat(text(WORK, 1)).isEqualTo("a\r\n");
		assertFails(Reason.GONE, () -> content(INBOX, 1));
	}

	@Test
	void neitherCopiesNorMovesToWhereNothingIs() {
		append(INBOX, "a\r\n");
		assertFails(Reason.NO_MAILBOX, () -> mailbox(INBOX).copy(List.of(1L), WORK).block(LIMIT));
		assertFails(Reason.NO_MAILBOX, () -> mailbox(INBOX).move(List.of(1L), WORK).block(LIMIT));
		assertThat(uids(INBOX)).containsExactly(1L);
	}

	@Test
	void tellsChanges() {
		Mailbox mailbox = mailbox(INBOX);
		Sinks.Many<MailboxChange> told = Sinks.many().replay().all();
		Disposable listening = mailbox.changes().subscribe(told::tryEmitNext);
		append(INBOX, "a\r\n");
		view(INBOX);
		assertThat(next(told, (change) -> change.changed().contains(1L)).highestModSeq())
			.isLessThanOrEqualTo(view(INBOX).highestModSeq());
		update(List.of(1L), FlagChange.Mode.ADD, Set.of(Flag.SEEN), Set.of());
		long modSeq = message(INBOX, 1).modSeq();
		next(told, (change) -> change.changed().contains(1L) && change.highestModSeq() >= modSeq);
		mailbox.expunge(List.of(1L)).block(LIMIT);
		next(told, (change) -> change.expunged().contains(1L));
		listening.dispose();
	}

	private static MailboxChange next(Sinks.Many<MailboxChange> told, Predicate<MailboxChange> wanted) {
		return Objects.requireNonNull(told.asFlux().filter(wanted).blockFirst(LIMIT));
	}

	@Test
	void tellsADelivery() {
		Sinks.One<MailboxChange> told = Sinks.one();
		mailbox(INBOX).changes().subscribe(told::tryEmitValue);
		deliver("a\r\n", INBOX);
		assertThat(told.asMono().block(LIMIT)).isNotNull();
		assertThat(uids(INBOX)).containsExactly(1L);
	}

	@Test
	void endsTheChangesOfAMailboxThatIsRemoved() {
		store().create(WORK).block(LIMIT);
		Mono<List<MailboxChange>> all = mailbox(WORK).changes().collectList().cache();
		all.subscribe();
		store().delete(WORK).block(LIMIT);
		assertThat(all.block(LIMIT)).isNotNull();
	}

	@Test
	void makesListsAndRemovesMailboxes() {
		assertThat(names()).containsExactly("INBOX");
		store().create(WORK).block(LIMIT);
		store().create(WORK.named("Archive")).block(LIMIT);
		store().create(WORK.named("Archive/2026")).block(LIMIT);
		assertThat(names()).containsExactlyInAnyOrder("INBOX", WORK.name(), "Archive", "Archive/2026")
			.startsWith("INBOX");
		assertFails(Reason.EXISTS, () -> store().create(WORK).block(LIMIT));
		assertFails(Reason.EXISTS, () -> store().create(INBOX).block(LIMIT));
		store().delete(WORK.named("Archive")).block(LIMIT);
		assertThat(names()).containsExactlyInAnyOrder("INBOX", WORK.name(), "Archive/2026");
		assertFails(Reason.NO_MAILBOX, () -> store().delete(WORK.named("Archive")).block(LIMIT));
		assertFails(Reason.NO_MAILBOX, () -> store().open(WORK.named("Archive")).block(LIMIT));
		assertFails(Reason.BAD_NAME, () -> store().delete(INBOX).block(LIMIT));
	}

	@Test
	void givesUidsANewMeaningInAMailboxThatIsMadeAgain() {
		store().create(WORK).block(LIMIT);
		append(WORK, "a\r\n");
		long before = view(WORK).uidValidity();
		Mailbox old = mailbox(WORK);
		store().delete(WORK).block(LIMIT);
		assertFails(Reason.NO_MAILBOX, () -> old.view().block(LIMIT));
		store().create(WORK).block(LIMIT);
		assertThat(uids(WORK)).isEmpty();
		assertThat(view(WORK).uidValidity()).isGreaterThan(before);
	}

	@Test
	void refusesNames() {
		for (String name : List.of("", "/", "a/", "/a", "a//b", "a\0b", "a\nb", "x".repeat(2000))) {
			assertFails(Reason.BAD_NAME, () -> store().create(WORK.named(name)).block(LIMIT));
			assertFails(Reason.BAD_NAME, () -> deliver("a\r\n", WORK.named(name)));
		}
		assertThat(names()).containsExactly("INBOX");
	}

	@Test
	void renamesAMailboxAndThoseBelow() {
		for (String name : List.of("a", "a/b", "a/b/c", "ab")) {
			store().create(WORK.named(name)).block(LIMIT);
		}
		append(WORK.named("a/b"), "a\r\n");
		long uidValidity = view(WORK.named("a/b")).uidValidity();
		store().rename(WORK.named("a"), "x/y").block(LIMIT);
		assertThat(names()).containsExactlyInAnyOrder("INBOX", "x/y", "x/y/b", "x/y/b/c", "ab");
		assertThat(text(WORK.named("x/y/b"), 1)).isEqualTo("a\r\n");
		assertThat(view(WORK.named("x/y/b")).uidValidity()).isEqualTo(uidValidity);
		assertFails(Reason.EXISTS, () -> store().rename(WORK.named("ab"), "x/y").block(LIMIT));
		assertFails(Reason.NO_MAILBOX, () -> store().rename(WORK.named("a"), "z").block(LIMIT));
		assertFails(Reason.BAD_NAME, () -> store().rename(WORK.named("ab"), "ab/c").block(LIMIT));
		assertFails(Reason.BAD_NAME, () -> store().rename(WORK.named("ab"), "").block(LIMIT));
	}

	@Test
	void renamesTheInboxByMovingWhatIsInIt() {
		append(INBOX, "a\r\n", Set.of(Flag.SEEN), Set.of());
		store().rename(INBOX, "old").block(LIMIT);
		assertThat(uids(INBOX)).isEmpty();
		assertThat(message(WORK.named("old"), 1).flags()).containsExactly(Flag.SEEN);
		assertThat(append(INBOX, "b\r\n")).isEqualTo(2);
	}

	@Test
	void keepsSubscriptions() {
		assertThat(store().subscriptions(BOB).block(LIMIT)).isEmpty();
		store().subscribe(WORK, true).block(LIMIT);
		store().subscribe(INBOX, true).block(LIMIT);
		store().subscribe(INBOX, true).block(LIMIT);
		assertThat(store().subscriptions(BOB).block(LIMIT)).containsExactlyInAnyOrder("INBOX", WORK.name());
		store().subscribe(INBOX, false).block(LIMIT);
		store().subscribe(INBOX, false).block(LIMIT);
		assertThat(store().subscriptions(BOB).block(LIMIT)).containsExactly(WORK.name());
		assertThat(store().subscriptions(MailAddress.of("alice@example.org")).block(LIMIT)).isEmpty();
	}

	@Test
	void givesEachMessageAUidOfItsOwnWhateverHappensAtTheSameTime() throws InterruptedException {
		int threads = 6;
		int each = 20;
		CountDownLatch done = new CountDownLatch(threads);
		List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
		for (int i = 0; i < threads; i++) {
			int number = i;
			new Thread(() -> {
				try {
					for (int j = 0; j < each; j++) {
						String message = "Subject: " + number + "-" + j + "\r\n";
						if (number % 2 == 0) {
							deliver(message, INBOX);
						}
						else {
							append(INBOX, message, Set.of(Flag.SEEN), Set.of("k" + number));
						}
						view(INBOX);
					}
				}
				catch (Throwable ex) {
					failures.add(ex);
				}
				done.countDown();
			}).start();
		}
		assertThat(done.await(100, TimeUnit.SECONDS)).isTrue();
		assertThat(failures).isEmpty();
		assertThat(uids(INBOX)).containsExactlyElementsOf(LongStream.rangeClosed(1, threads * each).boxed().toList());
		Set<String> texts = new HashSet<>();
		uids(INBOX).forEach((uid) -> texts.add(text(INBOX, uid)));
		assertThat(texts).hasSize(threads * each);
	}

	@Test
	void sharesOneViewUntilSomethingChanges() {
		append(INBOX, "a\r\n");
		assertThat(view(INBOX)).isSameAs(view(INBOX));
	}

	protected final void deliver(String message, MailboxName... mailboxes) {
		MailSink sink = sink(store().deliver(List.of(mailboxes), Set.of(), RECEIVED));
		write(sink, message);
		sink.prepare().block(LIMIT);
		sink.commit().block(LIMIT);
	}

	protected final long append(MailboxName name, String message) {
		return append(name, message, Set.of(), Set.of());
	}

	/** Good for a mailbox that nobody else adds to: the UID is looked up afterwards. */
	protected final long append(MailboxName name, String message, Set<Flag> flags, Set<String> keywords) {
		MailSink sink = sink(mailbox(name).append(flags, keywords, RECEIVED));
		write(sink, message);
		sink.prepare().block(LIMIT);
		sink.commit().block(LIMIT);
		List<Long> uids = uids(name);
		return uids.get(uids.size() - 1);
	}

	protected static MailSink sink(Mono<MailSink> opened) {
		return Objects.requireNonNull(opened.block(LIMIT));
	}

	/**
	 * In runs of 8 KiB, as they come from a socket, each overwritten when it was taken.
	 */
	protected static void write(MailSink sink, String message) {
		byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
		byte[] buffer = new byte[8192];
		for (int at = 0; at < bytes.length; at += buffer.length) {
			int length = Math.min(buffer.length, bytes.length - at);
			System.arraycopy(bytes, at, buffer, 0, length);
			sink.write(ByteBuffer.wrap(buffer, 0, length)).block(LIMIT);
			Arrays.fill(buffer, (byte) '?');
		}
	}

	protected final void update(List<Long> uids, FlagChange.Mode mode, Set<Flag> flags, Set<String> keywords) {
		mailbox(INBOX).update(new FlagChange(uids, mode, flags, keywords, Long.MAX_VALUE)).block(LIMIT);
	}

	protected final Mailbox mailbox(MailboxName name) {
		return Objects.requireNonNull(store().open(name).block(LIMIT));
	}

	protected final MailboxView view(MailboxName name) {
		return Objects.requireNonNull(mailbox(name).view().block(LIMIT));
	}

	protected final StoredMessage message(MailboxName name, long uid) {
		return view(name).messages().stream().filter((message) -> message.uid() == uid).findFirst().orElseThrow();
	}

	protected final List<Long> uids(MailboxName name) {
		return view(name).messages().stream().map(StoredMessage::uid).toList();
	}

	protected final List<String> names() {
		return Objects.requireNonNull(store().list(BOB).map(MailboxName::name).collectList().block(LIMIT));
	}

	protected final MailContent content(MailboxName name, long uid) {
		return Objects.requireNonNull(mailbox(name).content(uid).block(LIMIT));
	}

	protected final String text(MailboxName name, long uid) {
		return text(content(name, uid).read(0, Long.MAX_VALUE));
	}

	protected static String text(Flux<ByteBuffer> runs) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		runs.toIterable(1).forEach((run) -> {
			byte[] bytes = new byte[run.remaining()];
			run.get(bytes);
			out.writeBytes(bytes);
		});
		return out.toString(StandardCharsets.ISO_8859_1);
	}

	protected static void assertFails(Reason reason, ThrowingCallable call) {
		assertThatExceptionOfType(MailStoreException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

}
