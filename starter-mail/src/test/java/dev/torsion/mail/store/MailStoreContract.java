package dev.torsion.mail.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.store.MailStoreException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every store of mail.
 */
@Timeout(120)
public abstract class MailStoreContract extends MailboxContract {

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

}
