package dev.torsion.conch.sftp.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;

import dev.torsion.conch.files.DirectoryCreated;
import dev.torsion.conch.files.DirectoryDeleted;
import dev.torsion.conch.files.FileDeleted;
import dev.torsion.conch.files.FileDownloaded;
import dev.torsion.conch.files.FileRenamed;
import dev.torsion.conch.files.FileUploaded;
import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.files.FilePath;
import dev.torsion.files.WritableJail;
import dev.torsion.files.WritableTree;
import dev.torsion.files.roots.FileLimits;
import dev.torsion.files.roots.FilePermission;
import dev.torsion.files.roots.PermittedTree;
import dev.torsion.files.roots.QuotaTree;
import dev.torsion.net.test.VirtualEventLoop;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application is told, and what it allows.
 */
class EventTests {

	private static final int PERMISSION_DENIED = 3;

	private static final int FAILURE = 4;

	private static final FilePath A = FilePath.of("a");

	@TempDir
	Path root;

	@Test
	void tellsOfUploadsAndDownloadsThatAreWhole() throws IOException {
		SftpPeer peer = SftpPeer.of(this.root);
		ByteBuf upload = peer.open("a", 2 | 8);
		peer.write(upload, 0, "hello");
		assertThat(peer.events()).isEmpty();
		peer.close(upload);
		ByteBuf download = peer.open("a", 1);
		peer.read(download, 0, 3);
		peer.close(download);
		assertThat(peer.events()).containsExactly(new FileUploaded("alice", A, 5, true),
				new FileDownloaded("alice", A, 3, true));
	}

	@Test
	void tellsOfUploadsThatWereBrokenOff() throws IOException {
		SftpPeer peer = SftpPeer.of(this.root);
		peer.write(peer.open("a", 2 | 8), 0, "hel");
		peer.channel.close();
		assertThat(peer.events()).containsExactly(new FileUploaded("alice", A, 3, false));
	}

	@Test
	void tellsOfNothingThatWasOnlyOpened() throws IOException {
		Files.writeString(this.root.resolve("a"), "x");
		SftpPeer peer = SftpPeer.of(this.root);
		peer.close(peer.open("a", 1));
		peer.close(peer.open("a", 2));
		assertThat(peer.events()).isEmpty();
	}

	@Test
	void tellsWhatHasBecomeOfNames() throws IOException {
		Files.writeString(this.root.resolve("a"), "x");
		SftpPeer peer = SftpPeer.of(this.root);
		peer.ask(PacketType.MKDIR, (out) -> Attributes.NONE.write(out.text("d")));
		peer.ask(PacketType.RENAME, (out) -> out.text("a").text("b"));
		peer.extended("posix-rename@openssh.com", (out) -> out.text("b").text("c"));
		peer.ask(PacketType.REMOVE, "c");
		peer.ask(PacketType.RMDIR, "d");
		peer.ask(PacketType.REMOVE, "nothing");
		assertThat(peer.events()).containsExactly(new DirectoryCreated("alice", FilePath.of("d")),
				new FileRenamed("alice", A, FilePath.of("b")),
				new FileRenamed("alice", FilePath.of("b"), FilePath.of("c")),
				new FileDeleted("alice", FilePath.of("c")), new DirectoryDeleted("alice", FilePath.of("d")));
	}

	@Test
	void refusesWhatIsNotPermitted() throws IOException {
		Files.writeString(this.root.resolve("a"), "x");
		SftpPeer peer = serve(new PermittedTree(new WritableJail(this.root), PermittedTree.READ_ONLY));
		assertThat(peer.read(peer.open("a", 1), 0, 5).data()).isEqualTo("x");
		assertThat(peer.ask(PacketType.OPEN, (out) -> Attributes.NONE.write(out.text("a").u32(2))).status())
			.isEqualTo(PERMISSION_DENIED);
		assertThat(peer.ask(PacketType.REMOVE, "a").status()).isEqualTo(PERMISSION_DENIED);
		assertThat(peer.ask(PacketType.MKDIR, (out) -> Attributes.NONE.write(out.text("d"))).status())
			.isEqualTo(PERMISSION_DENIED);
		assertThat(peer.extended("hardlink@openssh.com", (out) -> out.text("a").text("b")).status())
			.isEqualTo(PERMISSION_DENIED);
		SftpPeer writer = serve(new PermittedTree(new WritableJail(this.root), EnumSet.of(FilePermission.WRITE)));
		assertThat(writer.ask(PacketType.OPENDIR, "/").status()).isEqualTo(PERMISSION_DENIED);
		assertThat(writer.ask(PacketType.REMOVE, "a").status()).isEqualTo(PERMISSION_DENIED);
	}

	@Test
	void refusesWhatIsBeyondTheQuotaWhenItIsWritten() throws IOException {
		SftpPeer peer = serve(new QuotaTree(new WritableJail(this.root), new FileLimits(10, 2), SftpPeer.CLOCK));
		ByteBuf handle = peer.open("a", 2 | 8);
		assertThat(peer.write(handle, 0, "0123456789").status()).isZero();
		SftpPeer.Answer refused = peer.write(handle, 10, "x");
		assertThat(refused.status()).isEqualTo(FAILURE);
		assertThat(refused.message()).isEqualTo("Quota exceeded");
		assertThat(peer.write(handle, 1L << 40, "x").status()).isEqualTo(FAILURE);
		assertThat(this.root.resolve("a")).hasSize(10);
	}

	private static SftpPeer serve(WritableTree tree) {
		return SftpPeer.of(tree, SftpPeer.SETTINGS, new VirtualEventLoop()).begun();
	}

}
