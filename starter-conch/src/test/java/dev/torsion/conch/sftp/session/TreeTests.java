package dev.torsion.conch.sftp.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.PacketType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TreeTests {

	private static final int EOF = 1;

	private static final int NO_SUCH_FILE = 2;

	private static final int FAILURE = 4;

	private static final int BAD_MESSAGE = 5;

	@TempDir
	Path folder;

	private Path root;

	private SftpPeer peer;

	@BeforeEach
	void connect() throws IOException {
		this.root = Files.createDirectory(this.folder.resolve("root"));
		Files.writeString(this.folder.resolve("secret"), "secret");
		this.peer = SftpPeer.of(this.root);
	}

	@Test
	void makesListsAndRemovesDirectories() throws IOException {
		assertThat(this.peer.ask(PacketType.MKDIR, (out) -> Attributes.NONE.write(out.text("d"))).status()).isZero();
		assertThat(this.peer.ask(PacketType.STAT, "d").attributes().permissions()).isEqualTo(0040755);
		Files.writeString(this.root.resolve("d/x"), "12345");
		ByteBuf handle = this.peer.ask(PacketType.OPENDIR, "/d").handle();
		assertThat(readDir(handle).names()).containsOnlyKeys(".", "..", "x");
		assertThat(readDir(handle).status()).isEqualTo(EOF);
		assertThat(readDir(handle).status()).isEqualTo(EOF);
		assertThat(this.peer.ask(PacketType.RMDIR, "d").status()).isEqualTo(FAILURE);
		assertThat(this.peer.ask(PacketType.REMOVE, "d").status()).isEqualTo(FAILURE);
		assertThat(this.peer.ask(PacketType.REMOVE, "d/x").status()).isZero();
		assertThat(this.peer.ask(PacketType.RMDIR, "d").status()).isZero();
		assertThat(this.root).isEmptyDirectory();
	}

	@Test
	void showsEntriesAsLsDoes() throws IOException {
		Files.writeString(this.root.resolve("x"), "12345");
		String line = readDir(this.peer.ask(PacketType.OPENDIR, "").handle()).names().get("x");
		assertThat(line).matches("-rw.r..r..    1 \\w+ +\\w+ +5 \\w{3} [ \\d]\\d [ \\d]\\d[:\\d]\\d\\d x");
	}

	@Test
	void readsLargeDirectoriesInPagesThatFitOthersPackets() throws IOException {
		Set<String> expected = new HashSet<>(Set.of(".", ".."));
		for (int i = 0; i < 700; i++) {
			String name = "n".repeat(200) + i;
			expected.add(name);
			Files.createFile(this.root.resolve(name));
		}
		ByteBuf handle = this.peer.ask(PacketType.OPENDIR, "/").handle();
		Set<String> found = new HashSet<>();
		for (SftpPeer.Answer page = readDir(handle); page.type() != PacketType.STATUS; page = readDir(handle)) {
			assertThat(page.rest().readableBytes()).isBetween(10_000, 160 * 1024);
			found.addAll(page.names().keySet());
		}
		assertThat(found).isEqualTo(expected);
	}

	@Test
	void renamesWithoutReplacingUnlessAsked() throws IOException {
		Files.writeString(this.root.resolve("a"), "a");
		Files.writeString(this.root.resolve("b"), "b");
		assertThat(this.peer.ask(PacketType.RENAME, (out) -> out.text("a").text("b")).status()).isEqualTo(FAILURE);
		assertThat(this.peer.ask(PacketType.RENAME, (out) -> out.text("a").text("c")).status()).isZero();
		assertThat(this.peer.extended("posix-rename@openssh.com", (out) -> out.text("c").text("b")).status()).isZero();
		assertThat(this.root.resolve("b")).hasContent("a");
		assertThat(this.peer.ask(PacketType.RENAME, (out) -> out.text("x").text("y")).status()).isEqualTo(NO_SUCH_FILE);
	}

	@Test
	void makesLinksWithTheArgumentsInOpenSshsOrder() throws IOException {
		Files.writeString(this.root.resolve("a"), "a");
		assertThat(this.peer.ask(PacketType.SYMLINK, (out) -> out.text("a").text("l")).status()).isZero();
		assertThat(Files.readSymbolicLink(this.root.resolve("l"))).isEqualTo(Path.of("a"));
		assertThat(this.peer.ask(PacketType.READLINK, "l").names()).containsOnlyKeys("a");
		assertThat(this.peer.ask(PacketType.LSTAT, "l").attributes().permissions()).isEqualTo(0120777);
		assertThat(this.peer.ask(PacketType.STAT, "l").attributes().size()).isEqualTo(1);
		assertThat(this.peer.ask(PacketType.READLINK, "a").status()).isEqualTo(BAD_MESSAGE);
		assertThat(this.peer.ask(PacketType.SYMLINK, (out) -> out.text("x\u001b[2J").text("m")).status())
			.isEqualTo(FAILURE);
	}

	@ParameterizedTest
	@CsvSource({ "'', /", "., /", "a, /a", "/a/./b//c/, /a/b/c", "a/../../../b, /b", "/.., /", "../..//x/.., /" })
	void resolvesPathsWithoutLeavingTheRoot(String path, String expected) {
		assertThat(this.peer.ask(PacketType.REALPATH, path).names()).containsOnlyKeys(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "../secret", "/../secret", "d/../../secret", "./.././secret", "..\\secret", "/etc/passwd",
			"../../../../../../etc/passwd" })
	void findsNothingBehindTheRoot(String path) {
		assertThat(this.peer.ask(PacketType.STAT, path).status()).isNotZero();
		assertThat(open(path, 1).status()).isNotZero();
		this.peer.ask(PacketType.REMOVE, path);
		assertThat(this.folder.resolve("secret")).exists();
	}

	@Test
	void followsNoLinkThatLeadsOutOfTheRoot() throws IOException {
		Files.createSymbolicLink(this.root.resolve("up"), Path.of(".."));
		Files.createSymbolicLink(this.root.resolve("file"), Path.of("../secret"));
		Files.createSymbolicLink(this.root.resolve("absolute"), this.folder.resolve("secret"));
		for (String path : new String[] { "up/secret", "file", "absolute" }) {
			assertThat(open(path, 1).status()).isNotZero();
			assertThat(open(path, 2 | 8 | 16).status()).isNotZero();
			assertThat(this.peer.ask(PacketType.STAT, path).status()).isNotZero();
			assertThat(
					this.peer.ask(PacketType.SETSTAT, (out) -> new Attributes(0L, null, 0, null).write(out.text(path)))
						.status())
				.isNotZero();
		}
		assertThat(this.peer.ask(PacketType.OPENDIR, "up").status()).isNotZero();
		assertThat(this.folder.resolve("secret")).hasContent("secret");
	}

	@Test
	void letsLinksOfClientsLeadNowhereElse() {
		assertThat(this.peer.ask(PacketType.SYMLINK, (out) -> out.text("/etc").text("l")).status()).isZero();
		assertThat(this.peer.ask(PacketType.READLINK, "l").names()).containsOnlyKeys("/etc");
		assertThat(this.peer.ask(PacketType.LSTAT, "l").attributes().size()).isEqualTo(4);
		assertThat(this.peer.ask(PacketType.OPENDIR, "l").status()).isNotZero();
		assertThat(open("l/passwd", 1).status()).isNotZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\0b", "a\\b", "a\nb", "a\u001b[31mb", "a\u009bb", "\r" })
	void refusesNamesThatAreNone(String name) {
		assertThat(open(name, 2 | 8).status()).isEqualTo(FAILURE);
		assertThat(this.peer.ask(PacketType.MKDIR, (out) -> Attributes.NONE.write(out.text(name))).status())
			.isEqualTo(FAILURE);
		assertThat(this.root).isEmptyDirectory();
	}

	@Test
	void refusesNamesThatAreTooLongOrTooDeep() {
		assertThat(open("x".repeat(256), 2 | 8).status()).isNotZero();
		assertThat(open("ä".repeat(200), 2 | 8).status()).isNotZero();
		assertThat(this.peer.ask(PacketType.STAT, "x/".repeat(1000)).status()).isNotZero();
		assertThat(this.peer.ask(PacketType.STAT, "../".repeat(80_000)).attributes().permissions()).isNotNull();
	}

	@Test
	void refusesNamesThatAreNotUtf8() {
		SftpPeer.Answer answer = this.peer.ask(PacketType.STAT,
				(out) -> out.bytes(Unpooled.wrappedBuffer(new byte[] { (byte) 0xe4 })));
		assertThat(answer.status()).isEqualTo(BAD_MESSAGE);
	}

	@Test
	@Timeout(30)
	void doesNotWaitForWhoWritesToAFifo() throws Exception {
		assertThat(new ProcessBuilder("mkfifo", this.root.resolve("f").toString()).start().waitFor()).isZero();
		assertThat(open("f", 1).status()).isNotZero();
		assertThat(open("f", 2).status()).isNotZero();
		assertThat(Objects.requireNonNull(this.peer.ask(PacketType.LSTAT, "f").attributes().permissions()) & 0170000)
			.isZero();
		assertThat(this.peer.ask(PacketType.REMOVE, "f").status()).isZero();
	}

	private SftpPeer.Answer readDir(ByteBuf handle) {
		return this.peer.ask(PacketType.READDIR, (out) -> out.bytes(handle));
	}

	private SftpPeer.Answer open(String path, int flags) {
		return this.peer.ask(PacketType.OPEN, (out) -> Attributes.NONE.write(out.text(path).u32(flags)));
	}

}
