package dev.torsion.mail.store.maildir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.store.Mailbox;
import dev.torsion.mail.store.MailboxName;
import dev.torsion.mail.store.MailboxView;
import dev.torsion.mail.store.maildir.disk.Disk;
import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MaildirStore} when something is in its way.
 */
@Timeout(60)
class MaildirTroubleTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final MailboxName INBOX = MailboxName.inbox(MailAddress.of("bob@example.org"));

	private final PoolLoop pool = new PoolLoop();

	/** How often the pool has no room for more. */
	private final AtomicInteger full = new AtomicInteger();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path work;

	@AfterEach
	void close() {
		this.pool.close();
	}

	private MaildirStore store() {
		return store(MaildirSettings.DEFAULTS);
	}

	private MaildirStore store(MaildirSettings settings) {
		return new MaildirStore(
				(owner) -> owner.equals(INBOX.owner()) ? this.work : this.work.resolve(owner.localPart()),
				new CrowdedLoop(this.pool, this.full), settings);
	}

	private static MailSink written(MaildirStore store, int length) {
		MailSink sink = Objects.requireNonNull(store.deliver(List.of(INBOX), Set.of(), Instant.now()).block(LIMIT));
		byte[] text = ("Subject: x\r\n\r\n" + "x".repeat(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
		sink.write(ByteBuffer.wrap(text)).block(LIMIT);
		return sink;
	}

	private static void deliver(MaildirStore store) {
		MailSink sink = written(store, 1);
		sink.prepare().then(Mono.defer(sink::commit)).block(LIMIT);
	}

	@Test
	void leavesNothingInAFullPoolsWay() {
		MaildirStore store = store();
		MailSink sink = written(store, 100_000);
		assertThat(this.work.resolve("tmp")).isNotEmptyDirectory();
		this.full.set(3);
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> sink.prepare().block(LIMIT));
		sink.abort();
		while (store.lentChunks() > 0) {
			Thread.onSpinWait();
		}
		this.pool.idle();
		assertThat(this.work.resolve("tmp")).isEmptyDirectory();
	}

	@Test
	void isSilentAboutWhatFailsWhenTheClientHasGone() throws Exception {
		Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
		Hooks.onErrorDropped(dropped::add);
		try {
			CountDownLatch gone = new CountDownLatch(1);
			new Disk(this.pool).run(() -> {
				gone.await();
				throw new IOException("too late");
			}).subscribe().dispose();
			MailSink sink = written(store(), 1);
			sink.prepare().block(LIMIT);
			Files.delete(this.work.resolve("new"));
			Files.createFile(this.work.resolve("new"));
			sink.commit().subscribe(null, (failure) -> {
			}).dispose();
			gone.countDown();
			this.pool.idle();
		}
		finally {
			Hooks.resetOnErrorDropped();
		}
		assertThat(dropped).isEmpty();
	}

	@Test
	void makesTheFoldersAnewThatSomebodyHasRemoved() throws Exception {
		MaildirStore store = store();
		deliver(store);
		FileSystemUtils.deleteRecursively(this.work.resolve("new"));
		deliver(store);
		assertThat(this.work.resolve("new")).isDirectoryContaining((file) -> true);
	}

	@Test
	void findsRoomThatOtherProgramsHaveMade() throws Exception {
		TickingClock clock = new TickingClock();
		MaildirStore store = new MaildirStore((owner) -> this.work, this.pool, new MaildirSettings(false, 10, 2, 10),
				clock);
		deliver(store);
		deliver(store);
		assertThatExceptionOfType(MailRefusedException.class).isThrownBy(() -> deliver(store))
			.withMessageStartingWith("452 4.2.2");
		FileSystemUtils.deleteRecursively(this.work.resolve("new"));
		clock.minutes.set(2);
		deliver(store);
		assertThat(this.work.resolve("new")).isDirectoryContaining((file) -> true);
	}

	@Test
	void leavesOutFilesWhoseNamesWouldBreakTheList() throws Exception {
		deliver(store());
		Files.createFile(this.work.resolve("new").resolve("1.M1P1.host\n99 :2.M2P2.host"));
		MailboxView before = view(store());
		assertThat(before.messages()).hasSize(1);
		assertThat(Files.readString(this.work.resolve("dovecot-uidlist")).lines()).hasSize(2);
		assertThat(view(store())).isEqualTo(before);
	}

	private static MailboxView view(MaildirStore store) {
		return Objects.requireNonNull(store.open(INBOX).flatMap(Mailbox::view).block(LIMIT));
	}

	@Test
	void forgetsMailboxesHoweverManyGetMail() {
		MaildirStore store = store();
		for (int i = 0; i < 30_000; i++) {
			MailboxName name = MailboxName.inbox(MailAddress.of("user" + i + "@example.org"));
			store.deliver(List.of(name), Set.of(), Instant.EPOCH).block(LIMIT);
		}
		assertThat(store.openFolders()).isBetween(10_000, 11_000);
	}

	@Test
	void tellsClientsThatTheDiskIsFull() {
		for (String reason : List.of("No space left on device", "Disk quota exceeded")) {
			assertThat(DiskFull.explained(new FileSystemException("x", null, reason), this.work))
				.isInstanceOf(MailRefusedException.class)
				.hasMessage("452 4.3.1 Insufficient system storage");
		}
		IOException other = new IOException("Input/output error");
		assertThat(DiskFull.explained(other, this.work)).isSameAs(other);
	}

	/** Begins now, and goes on when it is told to. */
	private static final class TickingClock extends Clock {

		private final Instant begin = Instant.now();

		private final AtomicInteger minutes = new AtomicInteger();

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.begin.plus(Duration.ofMinutes(this.minutes.get()));
		}

	}

	/**
	 * An event loop whose pool may have no room.
	 *
	 * @param pool the loop with room
	 * @param full how often there is none
	 */
	private record CrowdedLoop(EventLoop pool, AtomicInteger full) implements EventLoop {

		@Override
		public void execute(Runnable task) {
			this.pool.execute(task);
		}

		@Override
		public <T> Mono<T> blocking(Callable<? extends @Nullable T> work) {
			return Mono.defer(() -> (this.full.getAndUpdate((left) -> Math.max(0, left - 1)) > 0)
					? Mono.error(new RejectedExecutionException("full")) : this.pool.blocking(work));
		}

		@Override
		public Scheduler scheduler() {
			return this.pool.scheduler();
		}

	}

}
