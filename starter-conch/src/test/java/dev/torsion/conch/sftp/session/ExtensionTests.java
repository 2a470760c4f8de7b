package dev.torsion.conch.sftp.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExtensionTests {

	private static final int FAILURE = 4;

	private static final int OP_UNSUPPORTED = 8;

	@TempDir
	Path root;

	private SftpPeer peer;

	@BeforeEach
	void connect() throws IOException {
		this.peer = SftpPeer.of(this.root);
	}

	@Test
	void tellsHowMuchRoomThereIs() {
		ByteBuf handle = this.peer.open("a", 2 | 8);
		for (SftpPeer.Answer answer : new SftpPeer.Answer[] {
				this.peer.extended("statvfs@openssh.com", (out) -> out.text("/")),
				this.peer.extended("fstatvfs@openssh.com", (out) -> out.bytes(handle)) }) {
			PacketReader in = reply(answer);
			assertThat(in.u64()).isEqualTo(4096);
			assertThat(in.u64()).isEqualTo(4096);
			assertThat(in.u64() * 4096).isBetween(this.root.toFile().getTotalSpace() - 4096,
					this.root.toFile().getTotalSpace());
			for (int i = 0; i < 6; i++) {
				assertThat(in.u64()).isNotNegative();
			}
			assertThat(in.u64()).as("no set-user-ID").isEqualTo(2);
			assertThat(in.u64()).isEqualTo(255);
			assertThat(in.hasMore()).isFalse();
		}
		assertThat(this.peer.extended("statvfs@openssh.com", (out) -> out.text("/x")).status()).isEqualTo(2);
	}

	@Test
	void tellsItsLimits() {
		PacketReader in = reply(this.peer.extended("limits@openssh.com", (out) -> {
		}));
		assertThat(in.u64()).isEqualTo(257 * 1024);
		assertThat(in.u64()).isEqualTo(255 * 1024);
		assertThat(in.u64()).isEqualTo(255 * 1024);
		assertThat(in.u64()).isEqualTo(4);
	}

	@Test
	void givesFilesSecondNames() throws IOException {
		Files.writeString(this.root.resolve("a"), "x");
		assertThat(this.peer.extended("hardlink@openssh.com", (out) -> out.text("a").text("b")).status()).isZero();
		assertThat(Files.isSameFile(this.root.resolve("a"), this.root.resolve("b"))).isTrue();
		assertThat(this.peer.extended("hardlink@openssh.com", (out) -> out.text("a").text("b")).status())
			.isEqualTo(FAILURE);
	}

	@Test
	void writesToTheDisk() {
		ByteBuf handle = this.peer.open("a", 2 | 8);
		assertThat(this.peer.extended("fsync@openssh.com", (out) -> out.bytes(handle)).status()).isZero();
		this.peer.close(handle);
		assertThat(this.peer.extended("fsync@openssh.com", (out) -> out.bytes(handle)).status()).isEqualTo(FAILURE);
	}

	@Test
	void changesWhatIsNoLinkAndNotWhatALinkNames() throws IOException {
		Files.writeString(this.root.resolve("a"), "hello");
		Files.createSymbolicLink(this.root.resolve("l"), Path.of("a"));
		Attributes shorter = new Attributes(1L, null, null, null);
		assertThat(this.peer.extended("lsetstat@openssh.com", (out) -> shorter.write(out.text("l"))).status())
			.isNotZero();
		assertThat(this.root.resolve("a")).hasContent("hello");
		assertThat(this.peer.extended("lsetstat@openssh.com", (out) -> shorter.write(out.text("a"))).status()).isZero();
		assertThat(this.root.resolve("a")).hasContent("h");
	}

	@Test
	void knowsTheHomeOfNobodyElse() {
		assertThat(this.peer.extended("expand-path@openssh.com", (out) -> out.text("~/a/../b")).names())
			.containsOnlyKeys("/b");
		assertThat(this.peer.extended("expand-path@openssh.com", (out) -> out.text("~")).names()).containsOnlyKeys("/");
		assertThat(this.peer.extended("expand-path@openssh.com", (out) -> out.text("~bob/a")).status())
			.isEqualTo(FAILURE);
		assertThat(this.peer.extended("home-directory", (out) -> out.text("alice")).names()).containsOnlyKeys("/");
		assertThat(this.peer.extended("home-directory", (out) -> out.text("bob")).status()).isEqualTo(FAILURE);
	}

	@Test
	void namesOnlyOwnersThatWereSeen() throws IOException {
		Files.writeString(this.root.resolve("a"), "x");
		Attributes.Owner owner = Objects.requireNonNull(this.peer.ask(PacketType.STAT, "a").attributes().owner());
		ByteBuf users = Unpooled.buffer().writeInt(owner.user()).writeInt(4711);
		PacketReader in = reply(this.peer.extended("users-groups-by-id@openssh.com",
				(out) -> out.bytes(users).bytes(Unpooled.EMPTY_BUFFER)));
		PacketReader names = new PacketReader(in.bytes());
		assertThat(names.text()).isEqualTo(Files.getOwner(this.root.resolve("a")).getName());
		assertThat(names.text()).isEmpty();
		assertThat(names.hasMore()).isFalse();
		assertThat(in.bytes().isReadable()).isFalse();
	}

	@Test
	void copiesBetweenOpenFiles() throws IOException {
		Files.write(this.root.resolve("a"), new byte[1_000_000]);
		ByteBuf from = this.peer.open("a", 1);
		ByteBuf to = this.peer.open("b", 2 | 8);
		assertThat(copy(from, 0, 0, to, 0).status()).isZero();
		assertThat(this.root.resolve("b")).hasSameBinaryContentAs(this.root.resolve("a"));
		assertThat(copy(from, 999_990, 100, to, 1_000_000).status()).isZero();
		assertThat(this.root.resolve("b")).hasSize(1_000_010);
		assertThat(copy(from, 2_000_000, 5, to, 0).status()).isZero();
		assertThat(copy(to, 0, 0, from, 0).status()).isNotZero();
		assertThat(copy(from, -1, 0, to, 0).status()).isEqualTo(FAILURE);
		assertThat(copy(from, 0, -1, to, 0).status()).isEqualTo(FAILURE);
		assertThat(copy(from, 0, 0, to, -1).status()).isEqualTo(FAILURE);
	}

	@Test
	void copiesNoFileOntoItself() throws IOException {
		Files.writeString(this.root.resolve("a"), "hello");
		Files.createLink(this.root.resolve("b"), this.root.resolve("a"));
		ByteBuf from = this.peer.open("a", 1);
		assertThat(copy(from, 0, 0, from, 5).status()).isEqualTo(FAILURE);
		assertThat(copy(from, 0, 0, this.peer.open("a", 2), 5).status()).isEqualTo(FAILURE);
		assertThat(copy(from, 0, 0, this.peer.open("b", 2), 5).status()).as("by another name it ends").isZero();
		assertThat(this.root.resolve("a")).hasContent("hellohello");
	}

	@ParameterizedTest
	@ValueSource(strings = { "check-file", "check-file-name", "md5-hash", "md5-hash-handle", "" })
	void hasNoExtensionThatCostsMoreThanItBrings(String name) {
		assertThat(this.peer.extended(name, (out) -> out.text("a")).status()).isEqualTo(OP_UNSUPPORTED);
	}

	private SftpPeer.Answer copy(ByteBuf from, long start, long length, ByteBuf to, long target) {
		return this.peer.extended("copy-data", (out) -> out.bytes(from).u64(start).u64(length).bytes(to).u64(target));
	}

	private static PacketReader reply(SftpPeer.Answer answer) {
		assertThat(answer.type()).isEqualTo(PacketType.EXTENDED_REPLY);
		return answer.in();
	}

}
