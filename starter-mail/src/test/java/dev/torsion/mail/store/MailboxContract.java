package dev.torsion.mail.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import dev.torsion.mail.store.MailStoreException.Reason;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for the mailboxes of every store.
 */
public abstract class MailboxContract extends MailDeliveryContract {

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
	void readsSeveralMessagesAtOnce() {
		for (int i = 1; i <= 4; i++) {
			append(INBOX, "a".repeat(i) + "\r\n");
		}
		Mailbox mailbox = mailbox(INBOX);
		assertThat(mailbox.contents(List.of(3L, 1L, 4L)).map(MailContent::size).collectList().block(LIMIT))
			.containsExactly(5L, 3L, 6L);
		mailbox.expunge(List.of(2L)).block(LIMIT);
		assertFails(Reason.GONE, () -> mailbox.contents(List.of(1L, 2L)).blockLast(LIMIT));
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

}
