package dev.torsion.mail.store.maildir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.torsion.BlockedLoops;
import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.store.Flag;
import dev.torsion.mail.store.FlagChange;
import dev.torsion.mail.store.MailContent;
import dev.torsion.mail.store.MailStore;
import dev.torsion.mail.store.MailStoreContract;
import dev.torsion.mail.store.MailStoreException.Reason;
import dev.torsion.mail.store.Mailbox;
import dev.torsion.mail.store.MailboxName;
import dev.torsion.mail.store.MailboxView;
import dev.torsion.mail.store.StoredMessage;
import dev.torsion.net.reactor.EventLoops;
import dev.torsion.net.reactor.IoTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class MaildirStoreTests extends MailStoreContract {

	private static final MailboxName INBOX = MailboxName.inbox(BOB);

	private final PoolLoop loop = new PoolLoop();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path work;

	@SuppressWarnings("NullAway.Init")
	private MailStore store;

	@BeforeEach
	void open() {
		open(MaildirSettings.DEFAULTS, Clock.systemUTC());
	}

	/** So that nothing is known any more but what the files say. */
	private void open(MaildirSettings settings, Clock clock) {
		this.store = new MaildirStore((owner) -> this.work.resolve(owner.domain()).resolve(owner.localPart()),
				this.loop, settings, clock);
	}

	@AfterEach
	void close() {
		this.loop.close();
	}

	@Override
	protected MailStore store() {
		return this.store;
	}

	@Test
	void writesWhatDovecotWouldWrite() throws IOException {
		deliver("Subject: x\r\n\r\nHello\r\n", INBOX);
		append(INBOX, "a\r\n", Set.of(Flag.SEEN, Flag.ANSWERED), Set.of("$Junk"));
		String file = only("new");
		assertThat(file).matches("[0-9]{10}\\.M[0-9]+P[0-9]+Q[0-9]+\\.[^:/,]+,S=18,W=21");
		assertThat(root().resolve("new").resolve(file)).hasContent("Subject: x\n\nHello\n");
		assertThat(Files.getLastModifiedTime(root().resolve("new").resolve(file)).toInstant()).isEqualTo(RECEIVED);
		assertThat(only("cur")).endsWith(",S=2,W=3:2,RSa");
		assertThat(root().resolve("dovecot-keywords")).hasContent("0 $Junk");
		assertThat(Files.readString(root().resolve("dovecot-uidlist")))
			.matches("3 V[0-9]+ N1 G[0-9a-f]{32}\n1 :[^\n]+,S=18,W=21\n2 :[^\n]+,S=2,W=3\n");
	}

	@Test
	void leavesNothingForOthersToRead() throws IOException {
		deliver("Subject: x\r\n\r\n", INBOX, INBOX.named("Sub"));
		append(INBOX, "a\r\n", Set.of(), Set.of("$Junk"));
		store().subscribe(INBOX, true).block(LIMIT);
		uids(INBOX.named("Sub"));
		try (Stream<Path> all = Files.walk(root())) {
			assertThat(all).isNotEmpty().allSatisfy((path) -> {
				String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
				boolean value = path.getFileName().toString().startsWith("dovecot-uidvalidity.");
				assertThat(mode).as(path.toString())
					.isEqualTo(value ? "r--r--r--" : Files.isDirectory(path) ? "rwx------" : "rw-------");
			});
		}
		assertThat(root().resolve(".Sub/maildirfolder")).isEmptyFile();
	}

	@Test
	void knowsEverythingAgainAfterARestart() {
		deliver("Subject: x\r\n\r\n", INBOX);
		append(INBOX, "a\nb\r\n", Set.of(Flag.SEEN), Set.of("one"));
		update(List.of(1L), FlagChange.Mode.ADD, Set.of(Flag.FLAGGED), Set.of("two"));
		mailbox(INBOX).copy(List.of(1L, 2L), INBOX).block(LIMIT);
		mailbox(INBOX).expunge(List.of(2L)).block(LIMIT);
		MailboxView before = view(INBOX);
		open();
		assertThat(view(INBOX)).isEqualTo(before);
		assertThat(text(INBOX, 4)).isEqualTo("a\nb\r\n");
	}

	@Test
	void tellsAllMessagesAsChangedIfTheIndexIsLost() throws IOException {
		append(INBOX, "a\r\n");
		append(INBOX, "b\r\n");
		MailboxView before = view(INBOX);
		Files.delete(root().resolve("torsion-index"));
		open();
		MailboxView after = view(INBOX);
		assertThat(after.uidValidity()).isEqualTo(before.uidValidity());
		assertThat(after.messages()).extracting(StoredMessage::uid).containsExactly(1L, 2L);
		assertThat(after.messages())
			.allSatisfy((message) -> assertThat(message.modSeq()).isGreaterThan(before.highestModSeq()));
	}

	@Test
	void findsMessagesThatAnotherProgramHasRenamed() throws IOException {
		append(INBOX, "a\r\n");
		append(INBOX, "b\r\n".repeat(20_000));
		append(INBOX, "c\r\n");
		append(INBOX, "d\r\n");
		MailContent large = content(INBOX, 2);
		for (String file : files("new")) {
			Files.move(root().resolve("new").resolve(file), root().resolve("cur").resolve(file + ":2,F"));
		}
		assertThat(text(INBOX, 1)).isEqualTo("a\r\n");
		assertThat(text(large.read(59_997, 100))).isEqualTo("b\r\n");
		rename("F", "FS");
		update(List.of(1L), FlagChange.Mode.ADD, Set.of(Flag.DELETED), Set.of());
		assertThat(message(INBOX, 1).flags()).containsExactlyInAnyOrder(Flag.FLAGGED, Flag.SEEN, Flag.DELETED);
		rename("FS", "F");
		mailbox(INBOX).expunge(List.of(3L)).block(LIMIT);
		assertThat(uids(INBOX)).containsExactly(1L, 2L, 4L);
		rename("F", "");
		Map<Long, Long> copied = mailboxWithoutLook().copy(List.of(2L), INBOX).block(LIMIT);
		assertThat(copied).containsOnlyKeys(2L);
		rename("", "D");
		Map<Long, Long> moved = mailboxWithoutLook().move(List.of(4L), INBOX).block(LIMIT);
		assertThat(moved).containsOnlyKeys(4L);
		assertThat(text(INBOX, Objects.requireNonNull(moved).getOrDefault(4L, 0L))).isEqualTo("d\r\n");
		assertThat(uids(INBOX)).hasSize(4).doesNotContain(4L);
	}

	/**
	 * Renames all files with some flags, as another program does that changes flags; the
	 * folder does not show that, as if it had happened right after it was looked at.
	 */
	private void rename(String before, String after) throws IOException {
		FileTime time = Files.getLastModifiedTime(root().resolve("cur"));
		for (String file : files("cur")) {
			if (file.endsWith(":2," + before)) {
				String renamed = file.substring(0, file.length() - before.length()) + after;
				Files.move(root().resolve("cur").resolve(file), root().resolve("cur").resolve(renamed));
			}
		}
		Files.setLastModifiedTime(root().resolve("cur"), time);
	}

	@Test
	void noticesWhatOthersDeliverAndRemove() throws IOException {
		append(INBOX, "a\r\n");
		MailboxView before = view(INBOX);
		Files.writeString(root().resolve("new/1.foreign"), "Subject: x\n\nbare\n");
		Files.setLastModifiedTime(root().resolve("new/1.foreign"), FileTime.from(RECEIVED));
		assertThat(message(INBOX, 2)).satisfies((message) -> {
			assertThat(message.size()).isEqualTo(20);
			assertThat(message.guid()).isEqualTo("1.foreign");
			assertThat(message.modSeq()).isGreaterThan(before.highestModSeq());
		});
		assertThat(text(INBOX, 2)).isEqualTo("Subject: x\r\n\r\nbare\r\n");
		Files.delete(root().resolve("new/1.foreign"));
		assertFails(Reason.GONE, () -> content(INBOX, 2));
		assertThat(uids(INBOX)).containsExactly(1L);
	}

	/** Readers of a folder can miss a file that is renamed while they read. */
	@Test
	void keepsMessagesThatAFirstLookHasOverlooked() throws IOException {
		Overlooking clock = new Overlooking(root().resolve("cur"));
		open(MaildirSettings.DEFAULTS, clock);
		append(INBOX, "a\r\n", Set.of(Flag.SEEN), Set.of());
		append(INBOX, "b\r\n");
		MailboxView before = view(INBOX);
		clock.begin(only("cur"));
		assertThat(view(INBOX).messages()).isEqualTo(before.messages());
		assertThat(clock.overlooked).isTrue();
		assertThat(text(INBOX, 1)).isEqualTo("a\r\n");
	}

	@Test
	void givesNewUidsToMessagesWhoseLineWasNotWritten() throws IOException {
		append(INBOX, "a\r\n");
		append(INBOX, "b\r\n");
		Path list = root().resolve("dovecot-uidlist");
		String text = Files.readString(list);
		Files.writeString(list, text.substring(0, text.length() - 5));
		open();
		assertThat(uids(INBOX)).containsExactly(1L, 2L);
		assertThat(Files.readString(list)).endsWith(only(files("new"), 1) + "\n");
		Files.writeString(list, "garbage");
		open();
		assertThat(uids(INBOX)).containsExactly(1L, 2L);
	}

	@Test
	void waitsForTheLockOfOthersOnlyWhereItIsNeeded() throws IOException {
		append(INBOX, "a\r\n");
		Path lock = Files.writeString(root().resolve("dovecot-uidlist.lock"), "1:other.example");
		assertThat(uids(INBOX)).containsExactly(1L);
		update(List.of(1L), FlagChange.Mode.ADD, Set.of(Flag.SEEN), Set.of());
		deliver("b\r\n", INBOX);
		Mono<MailboxView> view = mailboxWithoutLook().view().cache();
		view.subscribe();
		Files.delete(lock);
		assertThat(view.block(LIMIT)).satisfies((now) -> assertThat(now.messages()).hasSize(2));
	}

	private Mailbox mailboxWithoutLook() {
		return new MaildirMailbox((MaildirStore) this.store, INBOX);
	}

	@Test
	void breaksALockThatIsStale() throws IOException {
		deliver("a\r\n", INBOX);
		Files.createFile(root().resolve("dovecot-uidlist.lock"));
		open(MaildirSettings.DEFAULTS, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(121)));
		assertThat(uids(INBOX)).containsExactly(1L);
	}

	@Test
	void removesWhatWasForgottenInTmp() throws IOException {
		deliver("a\r\n", INBOX);
		Path file = Files.createFile(root().resolve("tmp/file"));
		Files.setLastModifiedTime(file, FileTime.from(RECEIVED));
		open(MaildirSettings.DEFAULTS, Clock.offset(Clock.systemUTC(), Duration.ofHours(35)));
		assertThat(uids(INBOX)).containsExactly(1L);
		assertThat(file).exists();
		open(MaildirSettings.DEFAULTS, Clock.offset(Clock.systemUTC(), Duration.ofHours(37)));
		assertThat(uids(INBOX)).containsExactly(1L);
		assertThat(file).doesNotExist();
	}

	@Test
	void leavesNothingBehindWhereAMessageIsAborted() throws IOException {
		MailSink large = sink(store().deliver(List.of(INBOX, INBOX.named("Sub")), Set.of(), RECEIVED));
		write(large, "x".repeat(500_000));
		large.prepare().block(LIMIT);
		assertThat(files("tmp")).hasSize(1);
		large.abort();
		this.loop.idle();
		assertThat(files("tmp")).isEmpty();
		assertThat(root().resolve(".Sub/tmp")).isEmptyDirectory();
	}

	@Test
	void finishesManyMessagesAtOnce() throws IOException {
		List<MailSink> sinks = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			MailSink sink = sink(store().deliver(List.of(INBOX, INBOX.named("Sub")), Set.of(), RECEIVED));
			write(sink, i + "\r\n");
			sinks.add(sink);
		}
		Flux.fromIterable(sinks).flatMap(MailSink::finish, sinks.size()).blockLast(LIMIT);
		assertThat(files("new")).hasSize(50);
		assertThat(files("tmp")).isEmpty();
		assertThat(uids(INBOX.named("Sub"))).hasSize(50);
		assertThatIllegalStateException().isThrownBy(() -> sinks.get(0).commit().block(LIMIT));
	}

	@Test
	void forgetsAMessageThatIsAbortedBeforeItIsFinished() throws IOException {
		deliver("a\r\n", INBOX);
		MailSink sink = sink(store().deliver(List.of(INBOX), Set.of(), RECEIVED));
		write(sink, "b\r\n");
		sink.abort();
		this.loop.idle();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> sink.finish().block(LIMIT))
			.withMessageContaining("aborted");
		assertThat(files("new")).hasSize(1);
		assertThat(files("tmp")).isEmpty();
	}

	@Test
	void writesAMessageForSeveralOnce() throws IOException {
		MailboxName alice = MailboxName.inbox(MailAddress.of("alice@example.org"));
		deliver("a\r\n", INBOX, alice);
		Path alices = this.work.resolve("example.org/alice/new");
		try (Stream<Path> files = Files.list(alices)) {
			assertThat(files).singleElement()
				.satisfies((file) -> assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(2));
		}
	}

	@Test
	void limitsMessagesAndMailboxes() {
		open(new MaildirSettings(true, 2, 3, 100), Clock.systemUTC());
		deliver("a\r\n", INBOX);
		open(new MaildirSettings(true, 2, 3, 100), Clock.systemUTC());
		deliver("a\r\n", INBOX);
		MailSink third = sink(store().deliver(List.of(INBOX), Set.of(), RECEIVED));
		third.prepare().block(LIMIT);
		assertFull();
		third.abort();
		this.loop.idle();
		deliver("a\r\n", INBOX);
		assertFull();
		assertFails(Reason.LIMIT, () -> mailbox(INBOX).copy(List.of(1L), INBOX).block(LIMIT));
		mailbox(INBOX).expunge(List.of(1L)).block(LIMIT);
		deliver("a\r\n", INBOX);
		store().create(INBOX.named("one")).block(LIMIT);
		store().create(INBOX.named("two")).block(LIMIT);
		assertFails(Reason.LIMIT, () -> store().create(INBOX.named("three")).block(LIMIT));
	}

	private void assertFull() {
		assertThatExceptionOfType(MailRefusedException.class).isThrownBy(() -> deliver("a\r\n", INBOX))
			.satisfies((ex) -> assertThat(ex.reply()).hasToString("452 4.2.2 Mailbox full"));
	}

	@Test
	void leavesOutRecordsOfMessagesThatAreGone() throws IOException {
		for (int i = 0; i < 8; i++) {
			append(INBOX, "a\r\n");
		}
		mailbox(INBOX).expunge(List.of(1L, 2L, 3L, 4L)).block(LIMIT);
		assertThat(append(INBOX, "b\r\n")).isEqualTo(9);
		assertThat(Files.readString(root().resolve("dovecot-uidlist"), StandardCharsets.US_ASCII).lines()).hasSize(6);
	}

	@Test
	void forgetsMailboxesThatNobodyUses() {
		open(new MaildirSettings(false, 100, 100, 3), Clock.systemUTC());
		for (int i = 0; i < 20; i++) {
			MailboxName name = MailboxName.inbox(MailAddress.of("user" + i + "@example.org"));
			deliver("a\r\n", name);
			assertThat(uids(name)).containsExactly(1L);
			this.loop.idle();
		}
		assertThat(((MaildirStore) this.store).openFolders()).isLessThan(8);
	}

	@Test
	void refusesOwnersWhoseNameIsNoFile() {
		for (String local : List.of("..", "../bob", "a/b", "a\0")) {
			MailboxName name = MailboxName.inbox(new MailAddress(local, "example.org"));
			assertFails(Reason.BAD_NAME, () -> deliver("a\r\n", name));
			assertFails(Reason.BAD_NAME, () -> mailbox(name));
			assertFails(Reason.BAD_NAME, () -> store().subscriptions(name.owner()).block(LIMIT));
			assertFails(Reason.BAD_NAME, () -> store().list(name.owner()).blockLast(LIMIT));
		}
		assertThat(this.work).isEmptyDirectory();
	}

	@Test
	void neverBlocksTheLoopOfTheCaller() {
		EventLoops loops = new EventLoops(IoTransport.AUTO, 1);
		try (BlockedLoops watch = BlockedLoops.watch()) {
			Mono.fromRunnable(this::useEverything)
				.subscribeOn(Schedulers.fromExecutorService(loops.onServer(true).next()))
				.block(LIMIT);
			this.loop.idle();
			assertThat(watch.seen()).isEmpty();
			assertThat(root().resolve("new")).isNotEmptyDirectory();
		}
		finally {
			loops.dispose();
		}
	}

	private void useEverything() {
		MailSink sink = Mono.from(store().deliver(List.of(INBOX), Set.of(), RECEIVED)).toFuture().getNow(null);
		for (int i = 0; i < 20; i++) {
			sink.write(ByteBuffer.allocate(8192)).subscribe();
		}
		sink.prepare().then(sink.commit()).subscribe();
		Mailbox mailbox = mailboxWithoutLook();
		mailbox.view().subscribe();
		mailbox.content(1).flatMapMany((content) -> content.read(0, 10)).subscribe((run) -> {
		}, (failure) -> {
		});
		mailbox.append(Set.of(), Set.of("one"), RECEIVED).subscribe(MailSink::abort);
		mailbox.update(new FlagChange(List.of(1L), FlagChange.Mode.ADD, Set.of(Flag.SEEN), Set.of(), 0)).subscribe();
		mailbox.copy(List.of(2L), INBOX).subscribe();
		mailbox.move(List.of(2L), INBOX).subscribe();
		mailbox.expunge(List.of(2L)).subscribe();
		store().create(INBOX.named("a")).then(store().rename(INBOX.named("a"), "b")).subscribe();
		store().list(BOB).subscribe();
		store().subscribe(INBOX, true).then(store().subscriptions(BOB)).subscribe();
	}

	private Path root() {
		return this.work.resolve("example.org/bob");
	}

	private String only(String folder) throws IOException {
		return only(files(folder), 0);
	}

	private static String only(List<String> files, int at) {
		assertThat(files).hasSize(at + 1);
		return files.get(at);
	}

	private List<String> files(String folder) throws IOException {
		try (Stream<Path> files = Files.list(root().resolve(folder))) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

	/**
	 * A clock that is asked before each look at a folder: from then on a file is not to
	 * be seen, until the mailbox is locked for the second look.
	 */
	private static final class Overlooking extends Clock {

		private final Path folder;

		private Path file = Path.of("");

		private Path hidden = Path.of("");

		private volatile boolean watching;

		private volatile boolean overlooked;

		private Overlooking(Path folder) {
			this.folder = folder;
		}

		private void begin(String name) throws IOException {
			this.file = this.folder.resolve(name);
			this.hidden = this.folder.resolveSibling("hidden");
			Files.setLastModifiedTime(this.folder, FileTime.from(RECEIVED));
			this.watching = true;
		}

		@Override
		public Instant instant() {
			try {
				if (this.watching && Files.exists(this.file)) {
					Files.move(this.file, this.hidden);
				}
				else if (this.watching && Files.exists(this.folder.resolveSibling("dovecot-uidlist.lock"))) {
					Files.move(this.hidden, this.file);
					this.watching = false;
					this.overlooked = true;
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return Instant.now();
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
