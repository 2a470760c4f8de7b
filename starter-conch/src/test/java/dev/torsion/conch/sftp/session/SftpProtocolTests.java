package dev.torsion.conch.sftp.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.files.WritableJail;
import dev.torsion.net.test.VirtualEventLoop;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SftpProtocolTests {

	@TempDir
	Path root;

	private SftpPeer peer;

	@BeforeEach
	void connect() throws IOException {
		this.peer = SftpPeer.of(new WritableJail(this.root), SftpPeer.SETTINGS, new VirtualEventLoop());
	}

	@Test
	void tellsItsVersionAndWhatOpenSshsClientLooksFor() {
		this.peer.init();
		this.peer.sendAll();
		SftpPeer.Answer version = this.peer.take(3);
		assertThat(version.type()).isEqualTo(PacketType.VERSION);
		PacketReader in = version.in();
		Map<String, String> extensions = new LinkedHashMap<>();
		while (in.hasMore()) {
			extensions.put(in.text(), in.text());
		}
		assertThat(extensions).containsEntry("posix-rename@openssh.com", "1")
			.containsEntry("statvfs@openssh.com", "2")
			.containsEntry("fstatvfs@openssh.com", "2")
			.containsKeys("hardlink@openssh.com", "fsync@openssh.com", "lsetstat@openssh.com", "limits@openssh.com",
					"expand-path@openssh.com", "copy-data", "home-directory", "users-groups-by-id@openssh.com")
			.hasSize(11);
	}

	@Test
	void answersTheSameHoweverItIsCut() {
		byte[] batch = conversation(this.peer);
		for (byte piece : batch) {
			this.peer.channel.send(new byte[] { piece });
		}
		check(this.peer);
		assertThat(this.peer.channel.released()).isEqualTo(batch.length);
	}

	@Test
	void answersWhatComesAtOnce() {
		byte[] batch = conversation(this.peer);
		this.peer.channel.send(batch);
		check(this.peer);
		assertThat(this.peer.channel.released()).isEqualTo(batch.length);
	}

	/** As clients do that do not wait: each step needs the one before. */
	private static byte[] conversation(SftpPeer peer) {
		peer.init();
		peer.add(PacketType.MKDIR, (out) -> Attributes.NONE.write(out.text("d")));
		peer.add(PacketType.SYMLINK, (out) -> out.text("nowhere").text("d/l"));
		peer.add(PacketType.RENAME, (out) -> out.text("d").text("e"));
		peer.add(PacketType.READLINK, (out) -> out.text("e/l"));
		return peer.batch();
	}

	private static void check(SftpPeer peer) {
		peer.take(3);
		assertThat(peer.take(11).status()).isZero();
		assertThat(peer.take(12).status()).isZero();
		assertThat(peer.take(13).status()).isZero();
		assertThat(peer.take(14).names()).containsOnlyKeys("nowhere");
		assertThat(peer.isQuiet()).isTrue();
	}

	@Test
	void doesInOrderWhatIsSentTogether() {
		ByteBuf handle = this.peer.begun().open("a", 2 | 8);
		this.peer.add(PacketType.WRITE, (out) -> out.bytes(handle).u64(0).text("one"));
		int write = this.peer.add(PacketType.WRITE, (out) -> out.bytes(handle).u64(3).text("two"));
		int close = this.peer.add(PacketType.CLOSE, (out) -> out.bytes(handle));
		int rename = this.peer.add(PacketType.RENAME, (out) -> out.text("a").text("b"));
		int stat = this.peer.add(PacketType.STAT, (out) -> out.text("b"));
		this.peer.sendAll();
		assertThat(this.peer.take(write).status()).isZero();
		assertThat(this.peer.take(close).status()).isZero();
		assertThat(this.peer.take(rename).status()).isZero();
		assertThat(this.peer.take(stat).attributes().size()).isEqualTo(6);
	}

	@Test
	void endsWhenSomethingElseThanInitComesFirst() {
		this.peer.add(PacketType.STAT, (out) -> out.text("/"));
		this.peer.sendAll();
		assertThat(this.peer.channel.exitStatus()).isEqualTo(1);
		assertThat(this.peer.isQuiet()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\0\0\0\0", "\0\4\4\1", "\177\377\377\377", "\377\377\377\377", "GET / HTTP/1.1\r\n" })
	void endsAtPacketsThatCannotBe(String bytes) {
		this.peer.begun();
		this.peer.channel.send(bytes.getBytes(StandardCharsets.ISO_8859_1));
		assertThat(this.peer.channel.exitStatus()).isEqualTo(1);
		this.peer.add(PacketType.STAT, (out) -> out.text("/"));
		this.peer.sendAll();
		assertThat(this.peer.isQuiet()).isTrue();
	}

	@Test
	void refusesRequestsThatAreCutOrUnknownAndGoesOn() {
		this.peer.begun();
		assertThat(this.peer.ask(PacketType.OPEN, (out) -> out.text("a")).status()).isEqualTo(5);
		assertThat(this.peer.ask(PacketType.READ, (out) -> {
		}).status()).isEqualTo(5);
		assertThat(this.peer.ask(PacketType.WRITE, (out) -> out.u32(-1)).status()).isEqualTo(5);
		assertThat(this.peer.ask(42, (out) -> {
		}).status()).isEqualTo(8);
		assertThat(this.peer.ask(PacketType.STAT, "/").type()).isEqualTo(PacketType.ATTRS);
	}

	@Test
	void saysWhatOpenSshSays() {
		this.peer.begun();
		assertThat(this.peer.ask(PacketType.STAT, "x").message()).isEqualTo("No such file");
		assertThat(this.peer.ask(42, "x").message()).isEqualTo("Operation unsupported");
	}

	@Test
	void endsWithTheInputAndClosesFiles() {
		this.peer.begun().open("a", 2 | 8);
		this.peer.channel.endInput();
		assertThat(this.peer.channel.exitStatus()).isZero();
		assertThat(this.peer.events()).hasSize(1);
	}

	@Test
	void endsWhenNothingWasEverSaid() {
		this.peer.channel.endInput();
		assertThat(this.peer.channel.exitStatus()).isZero();
	}

	@Test
	void letsTheRestOfAPacketComeThroughASmallWindow() {
		ByteBuf handle = this.peer.begun().open("a", 2 | 8);
		int before = this.peer.channel.released();
		int write = this.peer.add(PacketType.WRITE, (out) -> out.bytes(handle).u64(0).text("x".repeat(100_000)));
		byte[] batch = this.peer.batch();
		this.peer.channel.send(Arrays.copyOf(batch, 70_000));
		assertThat(this.peer.channel.released() - before).isEqualTo(70_000);
		this.peer.channel.send(Arrays.copyOfRange(batch, 70_000, batch.length));
		assertThat(this.peer.take(write).status()).isZero();
		assertThat(this.peer.channel.released() - before).isEqualTo(batch.length);
	}

	@Test
	void endsForWhoHasNoFiles() {
		SftpPeer none = SftpPeer.of((login) -> {
			throw new AccessDeniedException(null);
		}, SftpPeer.SETTINGS, new VirtualEventLoop());
		none.init();
		none.sendAll();
		assertThat(none.channel.exitStatus()).isEqualTo(1);
		assertThat(none.channel.failure()).isNull();
	}

	@Test
	void failsIfTheFilesCannotBeOpened() {
		SftpPeer none = SftpPeer.of((login) -> {
			throw new IOException("broken");
		}, SftpPeer.SETTINGS, new VirtualEventLoop());
		none.init();
		none.sendAll();
		assertThat(none.channel.failure()).hasMessage("broken");
	}

	@Test
	void doesNothingMoreForWhoDoesNotRead() throws IOException {
		Files.write(this.root.resolve("a"), new byte[255 * 1024]);
		ByteBuf handle = this.peer.begun().open("a", 1);
		this.peer.channel.stall();
		int before = this.peer.channel.released();
		for (int i = 0; i < 100; i++) {
			this.peer.add(PacketType.READ, (out) -> out.bytes(handle).u64(0).u32(255 * 1024));
		}
		int last = this.peer.add(PacketType.STAT, (out) -> out.text("a"));
		byte[] batch = this.peer.batch();
		this.peer.channel.send(batch);
		assertThat(this.peer.channel.takeOutputBytes()).hasSizeLessThan(1024 * 1024);
		assertThat(this.peer.channel.released() - before).isLessThan(batch.length / 10);
		this.peer.channel.resume();
		assertThat(this.peer.take(last).attributes().size()).isEqualTo(255 * 1024);
		assertThat(this.peer.channel.released() - before).isEqualTo(batch.length);
	}

}
