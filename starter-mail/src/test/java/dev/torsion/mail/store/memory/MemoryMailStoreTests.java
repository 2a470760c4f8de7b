package dev.torsion.mail.store.memory;

import java.util.List;
import java.util.Set;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.store.MailStore;
import dev.torsion.mail.store.MailStoreContract;
import dev.torsion.mail.store.MailboxName;
import dev.torsion.mail.store.memory.MemoryLimits.WhenFull;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MemoryMailStoreTests extends MailStoreContract {

	private static final MailboxName BOBS = MailboxName.inbox(BOB);

	private static final MailboxName ALICES = MailboxName.inbox(MailAddress.of("alice@example.org"));

	private MailStore store = store(DataSize.ofMegabytes(64), 10_000, WhenFull.REFUSE);

	@Override
	protected MailStore store() {
		return this.store;
	}

	@Test
	void refusesWhatThereIsNoRoomForUntilSomethingIsRemoved() {
		this.store = store(DataSize.ofBytes(100), 10, WhenFull.REFUSE);
		deliver("x".repeat(60), BOBS);
		assertRefused(452, () -> deliver("y".repeat(41), ALICES));
		deliver("y".repeat(40), BOBS);
		mailbox(BOBS).expunge(List.of(1L)).block(LIMIT);
		deliver("z".repeat(60), ALICES);
		assertThat(uids(BOBS)).containsExactly(2L);
		assertThat(uids(ALICES)).containsExactly(1L);
	}

	@Test
	void refusesTooManyMessages() {
		this.store = store(DataSize.ofBytes(100), 2, WhenFull.REFUSE);
		deliver("x", BOBS);
		assertRefused(452, () -> deliver("x", BOBS, ALICES));
		deliver("x", BOBS);
		assertRefused(452, () -> deliver("x", BOBS));
		assertRefused(452, () -> mailbox(BOBS).copy(List.of(1L), BOBS).block(LIMIT));
	}

	@Test
	void countsWhatIsArriving() {
		this.store = store(DataSize.ofBytes(100), 10, WhenFull.EVICT_OLDEST);
		MailSink arriving = sink(this.store.deliver(List.of(BOBS), Set.of(), RECEIVED));
		write(arriving, "x".repeat(80));
		assertRefused(452, () -> deliver("y".repeat(21), BOBS));
		arriving.abort();
		deliver("y".repeat(100), BOBS);
		assertThat(uids(BOBS)).containsExactly(1L);
	}

	@Test
	void evictsTheOldestWhosesoeverItIs() {
		this.store = store(DataSize.ofBytes(100), 10, WhenFull.EVICT_OLDEST);
		deliver("a".repeat(50), BOBS);
		deliver("b".repeat(30), ALICES);
		deliver("c".repeat(20), BOBS);
		deliver("d".repeat(70), BOBS);
		assertThat(uids(BOBS)).containsExactly(2L, 3L);
		assertThat(uids(ALICES)).isEmpty();
		assertRefused(552, () -> deliver("x".repeat(101), BOBS));
	}

	@Test
	void evictsTheOldestOfTooMany() {
		this.store = store(DataSize.ofBytes(100), 3, WhenFull.EVICT_OLDEST);
		for (int i = 0; i < 10; i++) {
			deliver("x", BOBS);
		}
		assertThat(uids(BOBS)).containsExactly(8L, 9L, 10L);
	}

	private static MailStore store(DataSize size, int messages, WhenFull whenFull) {
		return new MemoryMailStore(new MemoryLimits(size, messages, whenFull));
	}

	private static void assertRefused(int code, Runnable delivery) {
		assertThatExceptionOfType(MailRefusedException.class).isThrownBy(delivery::run)
			.satisfies((ex) -> assertThat(ex.reply().code()).isEqualTo(code));
	}

}
