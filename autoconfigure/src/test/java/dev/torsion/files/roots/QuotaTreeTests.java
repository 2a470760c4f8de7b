package dev.torsion.files.roots;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.torsion.files.FileChange;
import dev.torsion.files.FilePath;
import dev.torsion.files.WritableJail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class QuotaTreeTests {

	private static final FilePath FILE = FilePath.of("dir/file");

	private static final FilePath NEW = FilePath.of("new");

	@TempDir
	Path root;

	Instant now = Instant.parse("2026-01-01T00:00:00Z");

	/** 60 of 100 bytes, 2 of 5 entries. */
	QuotaTree tree;

	@BeforeEach
	void createTree() throws IOException {
		Files.createDirectory(this.root.resolve("dir"));
		Files.write(this.root.resolve("dir/file"), new byte[60]);
		this.tree = new QuotaTree(new WritableJail(this.root), new FileLimits(100, 5), clock());
	}

	@Test
	void countsWhatIsThere() throws IOException {
		assertLeft(40);
		assertThat(this.tree.space(FilePath.ROOT).total()).isEqualTo(100);
	}

	@Test
	void takesAsMuchAsThereIsRoomFor() throws IOException {
		write(NEW, 0, 40, WRITE, CREATE);
		assertExceeded(() -> write(NEW, 40, 1, WRITE));
		assertExceeded(() -> write(FILE, 0, 1, APPEND));
		write(FILE, 0, 60, WRITE);
		write(NEW, 39, 1, READ, WRITE);
		assertThat(Files.size(this.root.resolve("new"))).isEqualTo(40);
	}

	@Test
	void countsHolesAsWell() throws IOException {
		for (long position : new long[] { 40, 1L << 40, Long.MAX_VALUE - 1, Long.MAX_VALUE }) {
			assertExceeded(() -> write(NEW, position, 1, WRITE, CREATE));
		}
		write(NEW, 39, 1, WRITE, CREATE);
		assertLeft(0);
	}

	@Test
	void countsEachByteOnceWhoeverWritesInWhatOrder() throws IOException {
		try (FileChannel file = this.tree.open(NEW, Set.of(WRITE, CREATE), 0600)) {
			file.write(ByteBuffer.allocate(10), 20);
			file.write(ByteBuffer.allocate(20), 0);
			file.write(ByteBuffer.allocate(30));
			file.write(new ByteBuffer[] { ByteBuffer.allocate(5), ByteBuffer.allocate(5) });
			assertLeft(0);
			assertExceeded(() -> file.write(ByteBuffer.allocate(1)));
			assertExceeded(() -> file.transferFrom(Channels.newChannel(new ByteArrayInputStream(new byte[9])), 35, 9));
		}
	}

	@Test
	void staysWithinItWhenManyWriteAtATime() throws IOException {
		List<CompletableFuture<Void>> writers = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			FilePath path = (i % 2 == 0) ? NEW : FilePath.of("new2");
			writers.add(CompletableFuture.runAsync(() -> {
				for (int round = 0; round < 50; round++) {
					try {
						write(path, 0, 1, APPEND, CREATE);
					}
					catch (QuotaExceededException ex) {
						return;
					}
					catch (IOException ex) {
						throw new IllegalStateException(ex);
					}
				}
			}));
		}
		writers.forEach(CompletableFuture::join);
		assertThat(Files.size(this.root.resolve("new")) + Files.size(this.root.resolve("new2"))).isBetween(30L, 40L);
	}

	@Test
	void givesBackWhatIsRemoved() throws IOException {
		this.tree.delete(FILE);
		assertLeft(100);
		this.tree.deleteDirectory(FilePath.of("dir"));
		for (int i = 0; i < 5; i++) {
			write(FilePath.of("new" + i), 0, 0, WRITE, CREATE_NEW);
		}
		assertExceeded(() -> write(NEW, 0, 0, WRITE, CREATE));
		assertThat(this.root.resolve("new")).doesNotExist();
	}

	@Test
	void countsWhatBecomesLongerOrShorter() throws IOException {
		this.tree.change(FILE, new FileChange(100L, null, null, null), true);
		assertExceeded(() -> this.tree.change(FILE, new FileChange(101L, null, null, null), true));
		assertExceeded(() -> this.tree.change(FILE, new FileChange(Long.MAX_VALUE, null, null, null), true));
		this.tree.change(FILE, new FileChange(10L, null, null, null), true);
		assertLeft(90);
		this.tree.open(FILE, Set.of(WRITE, TRUNCATE_EXISTING), 0).close();
		assertLeft(100);
	}

	@Test
	void countsFilesDirectoriesAndLinks() throws IOException {
		this.tree.createDirectory(FilePath.of("dir2"), 0700);
		this.tree.symlink(FilePath.of("link"), "x");
		write(NEW, 0, 0, WRITE, CREATE);
		assertExceeded(() -> this.tree.createDirectory(FilePath.of("dir3"), 0700));
		assertExceeded(() -> this.tree.symlink(FilePath.of("link2"), "x"));
		assertExceeded(() -> write(FilePath.of("new2"), 0, 0, WRITE, CREATE_NEW));
		write(NEW, 0, 1, WRITE, CREATE);
		this.tree.delete(FilePath.of("link"));
		assertExceeded(() -> this.tree.link(FILE, FilePath.of("second")));
		this.tree.link(NEW, FilePath.of("second"));
	}

	@Test
	void takesNothingForWhatFails() throws IOException {
		for (int i = 0; i < 9; i++) {
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> this.tree.createDirectory(FilePath.of("dir"), 0700));
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> write(FILE, 0, 0, WRITE, CREATE_NEW));
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> write(FilePath.of("dir"), 0, 0, WRITE, CREATE));
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.tree.delete(NEW));
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> this.tree.change(NEW, new FileChange(9L, null, null, null), true));
		}
		write(NEW, 0, 40, WRITE, CREATE);
		assertLeft(0);
	}

	@Test
	void givesBackWhatIsReplacedByRenaming() throws IOException {
		write(NEW, 0, 10, WRITE, CREATE);
		this.tree.rename(NEW, FILE, true);
		assertLeft(90);
		this.tree.rename(FILE, FILE, true);
		assertLeft(90);
	}

	@Test
	void countsAgainAfterAnHour() throws IOException {
		assertLeft(40);
		Files.delete(this.root.resolve("dir/file"));
		assertLeft(40);
		this.now = this.now.plus(Duration.ofHours(1)).plusSeconds(1);
		assertLeft(100);
	}

	@Test
	void isFullWhenThereIsMoreAlready() throws IOException {
		for (int i = 0; i < 9; i++) {
			Files.write(this.root.resolve("old" + i), new byte[50]);
		}
		assertExceeded(() -> write(NEW, 0, 0, WRITE, CREATE));
		write(FILE, 0, 60, WRITE);
		this.tree.delete(FilePath.of("old1"));
	}

	private void assertLeft(long bytes) throws IOException {
		assertThat(this.tree.space(FilePath.ROOT).usable()).isEqualTo(bytes);
	}

	private static void assertExceeded(Action action) {
		assertThatExceptionOfType(QuotaExceededException.class).isThrownBy(action::run);
	}

	private void write(FilePath path, long position, int length, OpenOption... options) throws IOException {
		try (FileChannel file = this.tree.open(path, Set.of(options), 0600)) {
			file.write(ByteBuffer.allocate(length), position);
		}
	}

	private Clock clock() {
		return new Clock() {

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
				return QuotaTreeTests.this.now;
			}

		};
	}

	@FunctionalInterface
	interface Action {

		void run() throws IOException;

	}

}
