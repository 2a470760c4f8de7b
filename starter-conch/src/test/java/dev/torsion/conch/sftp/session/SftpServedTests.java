package dev.torsion.conch.sftp.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.PacketType;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SftpServedTests {

	private static final int READ = 1;

	private static final int WRITE = 2;

	private static final int CREATE = 8;

	@TempDir
	Path root;

	private SftpPeer peer;

	@BeforeEach
	void connect() throws IOException {
		this.peer = SftpPeer.of(this.root);
	}

	@Test
	void writesAndReadsAFile() {
		ByteBuf handle = this.peer.open("/a", READ | WRITE | CREATE);
		assertThat(this.peer.write(handle, 0, "hello").status()).isZero();
		assertThat(this.peer.read(handle, 1, 100).data()).isEqualTo("ello");
		assertThat(this.peer.read(handle, 5, 100).status()).isEqualTo(1);
		assertThat(this.peer.close(handle).status()).isZero();
		assertThat(this.root.resolve("a")).hasContent("hello");
	}

	@Test
	void doesInOrderWhatIsSentTogether() {
		ByteBuf handle = this.peer.open("a", WRITE | CREATE);
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
	void listsADirectory() throws IOException {
		Files.createDirectory(this.root.resolve("d"));
		Files.writeString(this.root.resolve("d/x"), "12345");
		ByteBuf handle = this.peer.ask(PacketType.OPENDIR, "/d").handle();
		assertThat(this.peer.ask(PacketType.READDIR, (out) -> out.bytes(handle)).names()).containsOnlyKeys(".", "..",
				"x");
		assertThat(this.peer.ask(PacketType.READDIR, (out) -> out.bytes(handle)).status()).isEqualTo(1);
	}

	@Test
	void makesDirectoriesWithoutWhatTheUmaskTakes() {
		assertThat(this.peer.ask(PacketType.MKDIR, (out) -> Attributes.NONE.write(out.text("d"))).status()).isZero();
		assertThat(this.peer.ask(PacketType.STAT, "d").attributes().permissions()).isEqualTo(0040755);
	}

}
