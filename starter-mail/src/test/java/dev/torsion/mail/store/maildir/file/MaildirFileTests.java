package dev.torsion.mail.store.maildir.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.store.MailStoreException;
import dev.torsion.mail.store.MailboxName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The files of a Maildir on a disk.
 */
class MaildirFileTests {

	private static final Clock CLOCK = Clock.systemUTC();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path work;

	@Test
	void heedsTheLockOfOthers() throws IOException {
		Path file = Files.writeString(this.work.resolve("dovecot-uidlist.lock"), "1:other.example");
		assertThatExceptionOfType(DotLock.HeldException.class).isThrownBy(() -> DotLock.take(this.work, CLOCK));
		assertThat(file).hasContent("1:other.example");
		assertThat(this.work).isDirectoryContaining((path) -> path.equals(file));
	}

	@Test
	void holdsALockAgainstItself() throws IOException {
		DotLock lock = DotLock.take(this.work, CLOCK);
		assertThatExceptionOfType(DotLock.HeldException.class).isThrownBy(() -> DotLock.take(this.work, CLOCK));
		lock.close();
		DotLock.take(this.work, CLOCK).close();
		assertThat(this.work).isEmptyDirectory();
	}

	@Test
	void breaksALockThatIsTwoMinutesOld() throws IOException {
		Files.createFile(this.work.resolve("dovecot-uidlist.lock"));
		Clock early = Clock.offset(CLOCK, Duration.ofSeconds(110));
		assertThatExceptionOfType(DotLock.HeldException.class).isThrownBy(() -> DotLock.take(this.work, early));
		DotLock.take(this.work, Clock.offset(CLOCK, Duration.ofSeconds(130))).close();
		assertThat(this.work).isEmptyDirectory();
	}

	@Test
	void breaksALockOfAProcessThatHasEnded() throws Exception {
		Process process = new ProcessBuilder("true").start();
		process.waitFor();
		for (long pid : new long[] { process.pid(), ProcessHandle.current().pid() }) {
			Files.writeString(this.work.resolve("dovecot-uidlist.lock"), pid + ":" + UniqueNames.localHost());
			DotLock.take(this.work, CLOCK).close();
		}
	}

	@Test
	void givesUidValiditiesThatOnlyGrow() throws IOException {
		List<Long> given = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			given.add(UidValidityFile.next(this.work, CLOCK));
		}
		assertThat(given).doesNotHaveDuplicates().isSorted();
		String last = String.format("%08x", given.get(4));
		assertThat(this.work.resolve("dovecot-uidvalidity")).hasContent(last);
		assertThat(this.work.resolve("dovecot-uidvalidity." + last)).exists();
		assertThat(this.work.toFile().list()).hasSize(2);
		Files.move(this.work.resolve("dovecot-uidvalidity." + last), this.work.resolve("dovecot-uidvalidity.f0000000"));
		assertThat(UidValidityFile.next(this.work, CLOCK)).isEqualTo(0xf0000001L);
	}

	@Test
	void keepsWhoeverAsksInsideHisMaildir() {
		FolderNames names = new FolderNames((owner) -> this.work.resolve(owner.domain()).resolve(owner.localPart()));
		for (String local : List.of("..", ".", "", "../alice", "a/b", "/etc", "a\0", "a\nb", ".hidden", "a\\b",
				"x".repeat(300))) {
			assertBadName(() -> names.root(new MailAddress(local, "example.org")));
		}
		for (String domain : List.of("", "..", "../..", "a/b", ".")) {
			assertBadName(() -> names.root(new MailAddress("bob", domain)));
		}
		MailboxName inbox = MailboxName.inbox(MailAddress.of("bob@example.org"));
		for (String name : List.of("..", ".", "a/..", "../x", "a.b", "~", "~root", "a\0", "/", "é".repeat(120),
				"\ud800")) {
			assertBadName(() -> names.path(inbox.named(name)));
		}
		assertThat(names.path(inbox.named("Sub/Deep"))).isEqualTo(this.work.resolve("example.org/bob/.Sub.Deep"));
	}

	private static void assertBadName(Runnable call) {
		assertThatExceptionOfType(MailStoreException.class).isThrownBy(call::run)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(MailStoreException.Reason.BAD_NAME));
	}

	@Test
	void keepsAnIndexThatMayBeTorn() throws IOException {
		IndexFile index = new IndexFile(this.work);
		index.replace(7, List.of(record(1, 10), record(2, 11)), this.work.resolve("temporary"));
		index.append(List.of(record(1, 12), IndexFile.Record.expunged(2, 13)));
		byte[] whole = Files.readAllBytes(this.work.resolve("torsion-index"));
		assertThat(index.read(7, 100)).isEqualTo(Map.of(1L, record(1, 12)));
		assertThat(index.highestModSeq()).isEqualTo(13);
		assertThat(index.read(8, 100)).isEmpty();
		assertThat(index.read(7, 3)).isEmpty();
		for (int length = 0; length < whole.length; length++) {
			Files.write(this.work.resolve("torsion-index"), Arrays.copyOf(whole, length));
			Map<Long, IndexFile.Record> read = index.read(7, 100);
			assertThat(read).hasSize(Math.min(2, Math.max(0, (length - 16) / 44)));
			assertThat(index.canAppend(1, 10)).isEqualTo(length >= 16 && (length - 16) % 44 == 0);
		}
	}

	@Test
	void takesAnythingForAnIndex() throws IOException {
		Random random = new Random(1);
		IndexFile index = new IndexFile(this.work);
		index.replace(7, List.of(record(1, 10), record(2, 11), record(3, 12)), this.work.resolve("temporary"));
		byte[] whole = Files.readAllBytes(this.work.resolve("torsion-index"));
		for (int i = 0; i < 500; i++) {
			byte[] damaged = whole.clone();
			damaged[16 + random.nextInt(whole.length - 16)] ^= (byte) (1 + random.nextInt(255));
			Files.write(this.work.resolve("torsion-index"), damaged);
			assertThat(index.read(7, 100)).hasSizeLessThan(3);
		}
	}

	private static IndexFile.Record record(long uid, long modSeq) {
		return new IndexFile.Record(uid, modSeq, 100, 1234, 5);
	}

	@Test
	void putsAFileInItsPlaceForItsOwnerAlone() throws IOException {
		Path file = this.work.resolve("file");
		MaildirFiles.replace(file, "text", this.work.resolve("temporary"));
		assertThat(file).hasContent("text");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> MaildirFiles.read(file, 4));
		assertThat(Files.getLastModifiedTime(file)).isGreaterThan(FileTime.fromMillis(0));
	}

}
