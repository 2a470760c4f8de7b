package dev.torsion.conch.scp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;

import dev.torsion.conch.files.FileAccess;
import dev.torsion.conch.files.FileDownloaded;
import dev.torsion.files.FilePath;

/**
 * A file that is being sent. As many bytes are sent as were announced, whatever becomes
 * of the file meanwhile; that it has become shorter is said in the end.
 */
final class ScpDownload {

	private static final int AT_ONCE = 128 * 1024;

	private final FileAccess access;

	private final FilePath path;

	private final FileChannel channel;

	private final long size;

	private final ByteBuffer bytes = ByteBuffer.allocate(AT_ONCE);

	private long sent;

	private boolean failed;

	private boolean whole;

	/**
	 * Opens a file.
	 * @param access the files
	 * @param path where it is
	 * @throws IOException if it cannot be opened
	 */
	ScpDownload(FileAccess access, FilePath path) throws IOException {
		this.access = access;
		this.path = path;
		this.channel = access.tree().open(path, Set.of(StandardOpenOption.READ), 0);
		this.size = this.channel.size();
	}

	long size() {
		return this.size;
	}

	boolean isSent() {
		return this.whole;
	}

	boolean hasFailed() {
		return this.failed;
	}

	/**
	 * Reads on.
	 * @return the next bytes to send; the last time, how it went
	 */
	ByteBuffer read() {
		if (this.sent == this.size) {
			this.whole = true;
			return ByteBuffer
				.wrap(this.failed ? ScpMessages.warning(this.path.name() + ": Input/output error") : new byte[1]);
		}
		this.bytes.clear().limit((int) Math.min(AT_ONCE, this.size - this.sent));
		fill();
		this.sent += this.bytes.limit();
		return this.bytes.flip();
	}

	private void fill() {
		try {
			while (!this.failed && this.bytes.hasRemaining()) {
				this.failed = this.channel.read(this.bytes, this.sent + this.bytes.position()) < 0;
			}
		}
		catch (IOException ex) {
			this.failed = true;
		}
		Arrays.fill(this.bytes.array(), this.bytes.position(), this.bytes.limit(), (byte) 0);
		this.bytes.position(this.bytes.limit());
	}

	/**
	 * Ends it.
	 * @param complete whether the peer has it all
	 * @throws IOException if the file system fails
	 */
	void end(boolean complete) throws IOException {
		try {
			this.channel.close();
		}
		finally {
			if (this.sent > 0 || complete) {
				this.access.events()
					.publishEvent(
							new FileDownloaded(this.access.user(), this.path, this.sent, complete && !this.failed));
			}
		}
	}

}
