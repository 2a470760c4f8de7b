package dev.torsion.conch.sftp.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;

import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.PacketType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FileTests {

	private static final int READ = 1;

	private static final int WRITE = 2;

	private static final int APPEND = 4;

	private static final int CREATE = 8;

	private static final int TRUNCATE = 16;

	private static final int EXCLUSIVE = 32;

	private static final int EOF = 1;

	private static final int NO_SUCH_FILE = 2;

	private static final int PERMISSION_DENIED = 3;

	private static final int FAILURE = 4;

	@TempDir
	Path root;

	private SftpPeer peer;

	@BeforeEach
	void connect() throws IOException {
		this.peer = SftpPeer.of(this.root);
	}

	@Test
	void writesAndReads() {
		ByteBuf handle = this.peer.open("/a", READ | WRITE | CREATE);
		assertThat(this.peer.write(handle, 0, "hello").status()).isZero();
		assertThat(this.peer.read(handle, 1, 100).data()).isEqualTo("ello");
		assertThat(this.peer.read(handle, 5, 100).status()).isEqualTo(EOF);
		assertThat(this.peer.read(handle, Long.MAX_VALUE, 100).status()).isEqualTo(EOF);
		assertThat(this.peer.close(handle).status()).isZero();
		assertThat(this.root.resolve("a")).hasContent("hello");
	}

	@Test
	void readsNothingIfNothingIsAskedFor() throws IOException {
		Files.writeString(this.root.resolve("a"), "x");
		assertThat(this.peer.read(this.peer.open("a", READ), 0, 0).data()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20 })
	void readsNoMoreThanItTells(int length) throws IOException {
		Files.write(this.root.resolve("a"), new byte[1 << 20]);
		assertThat(this.peer.read(this.peer.open("a", READ), 0, length).data()).hasSize(255 * 1024);
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, Long.MIN_VALUE, Long.MAX_VALUE })
	void refusesToWriteWhereThereIsNoFile(long offset) {
		ByteBuf handle = this.peer.open("a", WRITE | CREATE);
		assertThat(this.peer.write(handle, offset, "x").status()).isEqualTo(FAILURE);
		assertThat(this.root.resolve("a")).isEmptyFile();
	}

	@Test
	void refusesToReadBeforeTheBeginning() throws IOException {
		Files.writeString(this.root.resolve("a"), "x");
		assertThat(this.peer.read(this.peer.open("a", READ), -1, 1).status()).isEqualTo(FAILURE);
	}

	@Test
	void leavesHoles() {
		ByteBuf handle = this.peer.open("a", WRITE | CREATE);
		assertThat(this.peer.write(handle, 5, "x").status()).isZero();
		assertThat(this.root.resolve("a")).hasBinaryContent("\0\0\0\0\0x".getBytes(StandardCharsets.US_ASCII));
	}

	@Test
	void readsAndWritesOnlyWhatWasOpenedForIt() throws IOException {
		Files.writeString(this.root.resolve("a"), "x");
		assertThat(this.peer.write(this.peer.open("a", READ), 0, "y").status()).isEqualTo(PERMISSION_DENIED);
		assertThat(this.peer.read(this.peer.open("a", WRITE), 0, 1).status()).isEqualTo(PERMISSION_DENIED);
	}

	@Test
	void emptiesAFileOnlyIfAsked() throws IOException {
		Files.writeString(this.root.resolve("a"), "hello");
		this.peer.write(this.peer.open("a", WRITE | CREATE), 0, "J");
		assertThat(this.root.resolve("a")).hasContent("Jello");
		this.peer.open("a", WRITE | TRUNCATE);
		assertThat(this.root.resolve("a")).isEmptyFile();
	}

	@ParameterizedTest
	@ValueSource(ints = { APPEND | WRITE, APPEND | WRITE | READ, APPEND | WRITE | TRUNCATE | CREATE })
	void appendsInOrderWhereverItIsToldToWrite(int flags) throws IOException {
		Files.writeString(this.root.resolve("a"), "0");
		ByteBuf handle = this.peer.open("a", flags);
		this.peer.add(PacketType.WRITE, (out) -> out.bytes(handle).u64(1000).text("1"));
		int last = this.peer.add(PacketType.WRITE, (out) -> out.bytes(handle).u64(0).text("2"));
		this.peer.sendAll();
		assertThat(this.peer.take(last).status()).isZero();
		assertThat(this.root.resolve("a")).hasContent(((flags & TRUNCATE) != 0) ? "12" : "012");
	}

	@Test
	void opensOnlyNewFilesIfAskedTo() {
		this.peer.open("a", WRITE | CREATE | EXCLUSIVE);
		assertThat(open("a", WRITE | CREATE | EXCLUSIVE).status()).isEqualTo(FAILURE);
	}

	@Test
	void opensNothingThatIsNotThereOrNoFile() throws IOException {
		Files.createDirectory(this.root.resolve("d"));
		assertThat(open("nothing", READ).status()).isEqualTo(NO_SUCH_FILE);
		assertThat(open("nothing", READ | CREATE).status()).isEqualTo(NO_SUCH_FILE);
		assertThat(open("d", READ).status()).isEqualTo(NO_SUCH_FILE);
		assertThat(open("d", 0).status()).isEqualTo(FAILURE);
		assertThat(open("", WRITE | CREATE).status()).isNotZero();
	}

	@Test
	void makesFilesWithThePermissionsAskedForWithoutTheUmask() throws IOException {
		this.peer.ask(PacketType.OPEN,
				(out) -> new Attributes(null, null, 0106766, null).write(out.text("a").u32(WRITE | CREATE)));
		assertThat(permissions("a")).isEqualTo("rwxr--r--");
		this.peer.open("b", WRITE | CREATE);
		assertThat(permissions("b")).isEqualTo("rw-r--r--");
	}

	@Test
	void changesPermissionsButNotWhoProgramsRunAs() throws IOException {
		Files.writeString(this.root.resolve("a"), "x");
		assertThat(setStat("a", new Attributes(null, null, 0107775, null)).status()).isZero();
		assertThat((int) Files.getAttribute(this.root.resolve("a"), "unix:mode")).isEqualTo(0100775);
	}

	@Test
	void changesSizeAndTimes() throws IOException {
		Files.writeString(this.root.resolve("a"), "hello");
		assertThat(setStat("a", new Attributes(2L, null, null, new Attributes.Times(1000, -1))).status()).isZero();
		assertThat(this.peer.ask(PacketType.STAT, "a").attributes().times()).isEqualTo(new Attributes.Times(1000, -1));
		assertThat(Files.getLastModifiedTime(this.root.resolve("a")).toInstant())
			.isEqualTo(Instant.parse("2106-02-07T06:28:15Z"));
		assertThat(this.root.resolve("a")).hasContent("he");
		assertThat(setStat("a", new Attributes(-1L, null, null, null)).status()).isEqualTo(FAILURE);
	}

	@Test
	void leavesOwnersAsTheyAre() throws IOException {
		Files.writeString(this.root.resolve("a"), "x");
		Attributes.Owner owner = Objects.requireNonNull(this.peer.ask(PacketType.STAT, "a").attributes().owner());
		assertThat(setStat("a", new Attributes(null, owner, 0600, null)).status()).isZero();
		Attributes.Owner other = new Attributes.Owner(owner.user() + 1, owner.group());
		assertThat(setStat("a", new Attributes(null, other, 0644, null)).status()).isEqualTo(PERMISSION_DENIED);
		assertThat(permissions("a")).isEqualTo("rw-------");
	}

	@Test
	void looksAtAndChangesWhatIsOpen() throws IOException {
		ByteBuf handle = this.peer.open("a", WRITE | CREATE);
		this.peer.write(handle, 0, "abc");
		assertThat(this.peer.ask(PacketType.FSTAT, (out) -> out.bytes(handle)).attributes().size()).isEqualTo(3);
		assertThat(
				this.peer
					.ask(PacketType.FSETSTAT,
							(out) -> new Attributes(1L, null, 0600, new Attributes.Times(5, 5))
								.write(out.bytes(handle)))
					.status())
			.isZero();
		assertThat(this.root.resolve("a")).hasContent("a");
		assertThat(permissions("a")).isEqualTo("rw-------");
	}

	@Test
	void keepsNoMoreHandlesThanAllowed() {
		ByteBuf first = this.peer.open("a", WRITE | CREATE);
		for (int i = 1; i < SftpPeer.SETTINGS.maxHandles(); i++) {
			this.peer.open("a", WRITE);
		}
		assertThat(open("b", WRITE | CREATE).status()).isEqualTo(FAILURE);
		assertThat(this.peer.ask(PacketType.OPENDIR, "/").status()).isEqualTo(FAILURE);
		assertThat(this.root.resolve("b")).doesNotExist();
		this.peer.close(first);
		assertThat(this.peer.open("b", WRITE | CREATE)).isNotEqualTo(first);
	}

	@Test
	void knowsNoHandleThatWasGivenBackOrMadeUp() {
		ByteBuf handle = this.peer.open("a", WRITE | CREATE);
		assertThat(this.peer.close(handle).status()).isZero();
		this.peer.open("a", WRITE);
		assertThat(this.peer.close(handle).status()).isEqualTo(FAILURE);
		assertThat(this.peer.write(handle, 0, "x").status()).isEqualTo(FAILURE);
		for (String made : new String[] { "", "x", "\0\0\0\0\0\0\0\0", "12345678", "123456789" }) {
			ByteBuf bytes = Unpooled.copiedBuffer(made, StandardCharsets.ISO_8859_1);
			assertThat(this.peer.read(bytes, 0, 1).status()).isEqualTo(FAILURE);
			assertThat(this.peer.close(bytes).status()).isEqualTo(FAILURE);
		}
	}

	@Test
	void takesNoDirectoryForAFile() {
		ByteBuf directory = this.peer.ask(PacketType.OPENDIR, "/").handle();
		assertThat(this.peer.read(directory, 0, 1).status()).isEqualTo(FAILURE);
		ByteBuf file = this.peer.open("a", WRITE | CREATE);
		assertThat(this.peer.ask(PacketType.READDIR, (out) -> out.bytes(file)).status()).isEqualTo(FAILURE);
	}

	private SftpPeer.Answer open(String path, int flags) {
		return this.peer.ask(PacketType.OPEN, (out) -> Attributes.NONE.write(out.text(path).u32(flags)));
	}

	private SftpPeer.Answer setStat(String path, Attributes attributes) {
		return this.peer.ask(PacketType.SETSTAT, (out) -> attributes.write(out.text(path)));
	}

	private String permissions(String name) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(this.root.resolve(name)));
	}

}
