package dev.torsion.conch.scp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Set;

import dev.torsion.conch.files.FileAccess;
import dev.torsion.conch.files.FileUploaded;
import dev.torsion.files.FileChange;
import dev.torsion.files.FilePath;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being taken. When it cannot be written any more the rest of it is still
 * to be read.
 */
final class ScpUpload {

	private final FileAccess access;

	private final FilePath path;

	private final ScpRecord.Entry entry;

	private final ScpRecord.@Nullable Times times;

	private final FileChannel channel;

	private long left;

	private long written;

	private @Nullable IOException failure;

	/**
	 * Opens the file; what is in it already is written over.
	 * @param access the files
	 * @param path where it is
	 * @param entry what was said of it
	 * @param times its times, {@code null} to leave them
	 * @throws IOException if it cannot be opened
	 */
	ScpUpload(FileAccess access, FilePath path, ScpRecord.Entry entry, ScpRecord.@Nullable Times times)
			throws IOException {
		this.access = access;
		this.path = path;
		this.entry = entry;
		this.times = times;
		this.left = entry.size();
		this.channel = access.tree()
			.open(path, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE), entry.mode() | 0200);
	}

	/**
	 * What is left to be done when an entry is there.
	 * @param times its times, {@code null} to leave them
	 * @param mode its mode, {@code null} to leave it
	 * @return the change, {@code null} if there is none
	 */
	static @Nullable FileChange change(ScpRecord.@Nullable Times times, @Nullable Integer mode) {
		if (times == null) {
			return (mode != null) ? new FileChange(null, mode, null, null) : null;
		}
		return new FileChange(null, mode, times.accessed(), times.modified());
	}

	String name() {
		return this.entry.name();
	}

	boolean isWhole() {
		return this.left == 0;
	}

	void write(ByteBuffer bytes) {
		int taken = (int) Math.min(this.left, bytes.remaining());
		ByteBuffer part = bytes.slice(bytes.position(), taken);
		bytes.position(bytes.position() + taken);
		this.left -= taken;
		try {
			while (this.failure == null && part.hasRemaining()) {
				this.written += this.channel.write(part, this.written);
			}
		}
		catch (IOException ex) {
			this.failure = ex;
		}
	}

	/**
	 * Ends it.
	 * @param preserve whether it gets the mode that was said
	 * @throws IOException if anything has failed
	 */
	void finish(boolean preserve) throws IOException {
		try (FileChannel file = this.channel) {
			if (this.failure != null) {
				throw this.failure;
			}
			file.truncate(this.written);
		}
		catch (IOException ex) {
			publish(false);
			throw ex;
		}
		publish(true);
		FileChange change = change(this.times, preserve ? this.entry.mode() : null);
		if (change != null) {
			this.access.tree().change(this.path, change, true);
		}
	}

	/**
	 * Ends it though it is not whole.
	 * @throws IOException if the file system fails
	 */
	void breakOff() throws IOException {
		try {
			this.channel.close();
		}
		finally {
			publish(false);
		}
	}

	private void publish(boolean complete) {
		this.access.events().publishEvent(new FileUploaded(this.access.user(), this.path, this.written, complete));
	}

}
