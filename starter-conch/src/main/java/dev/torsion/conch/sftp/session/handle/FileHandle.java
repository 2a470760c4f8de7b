package dev.torsion.conch.sftp.session.handle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;

import dev.torsion.conch.files.FileDownloaded;
import dev.torsion.conch.files.FileEvent;
import dev.torsion.conch.files.FileUploaded;
import dev.torsion.conch.sftp.wire.OpenFlags;
import dev.torsion.conch.sftp.wire.SftpException;
import dev.torsion.conch.sftp.wire.StatusCode;
import dev.torsion.files.FilePath;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * An open file. Parts of it can be read, and others written, at the same time.
 */
public final class FileHandle implements Handle {

	private final FilePath path;

	private final FileChannel channel;

	private final OpenFlags flags;

	private final AtomicLong bytesRead = new AtomicLong();

	private final AtomicLong bytesWritten = new AtomicLong();

	private volatile boolean wasRead;

	private volatile boolean wasWritten;

	/**
	 * Creates the handle.
	 * @param path what it was opened by
	 * @param channel its bytes
	 * @param flags how it was opened
	 */
	public FileHandle(FilePath path, FileChannel channel, OpenFlags flags) {
		this.path = path;
		this.channel = channel;
		this.flags = flags;
		this.wasWritten = flags.write() && (flags.create() || flags.truncate());
	}

	@Override
	public FilePath path() {
		return this.path;
	}

	/**
	 * Whether what is written goes to the end, so that the order of writes matters.
	 * @return whether it does
	 */
	boolean isAppended() {
		return this.flags.append();
	}

	/**
	 * How long it is.
	 * @return the size in bytes
	 * @throws IOException if the file system fails
	 */
	public long size() throws IOException {
		return this.channel.size();
	}

	/**
	 * Waits until the disk has everything.
	 * @throws IOException if the file system fails
	 */
	public void force() throws IOException {
		this.channel.force(true);
	}

	/**
	 * Reads bytes.
	 * @param out where to
	 * @param offset where they begin
	 * @param length how many to read
	 * @return how many there were, fewer only at the end of the file
	 * @throws IOException if the file system fails
	 */
	public int read(ByteBuf out, long offset, int length) throws IOException {
		if (!this.flags.read()) {
			throw new SftpException(StatusCode.PERMISSION_DENIED);
		}
		if (offset < 0) {
			throw new SftpException(StatusCode.FAILURE);
		}
		int wanted = (int) Math.min(length, Long.MAX_VALUE - offset);
		int done = 0;
		int read = 1;
		while (done < wanted && read > 0) {
			read = out.writeBytes(this.channel, offset + done, wanted - done);
			done += Math.max(0, read);
		}
		this.wasRead = true;
		this.bytesRead.addAndGet(done);
		return done;
	}

	/**
	 * Writes bytes, where they belong or, if the file was opened so, at its end.
	 * @param bytes the bytes
	 * @param offset where they belong
	 * @throws IOException if the file system fails
	 */
	public void write(ByteBuf bytes, long offset) throws IOException {
		if (!this.flags.write()) {
			throw new SftpException(StatusCode.PERMISSION_DENIED);
		}
		if (offset < 0 || offset + bytes.readableBytes() < 0) {
			throw new SftpException(StatusCode.FAILURE);
		}
		long at = offset;
		this.wasWritten = true;
		while (bytes.isReadable()) {
			int written = bytes.readBytes(this.channel, at, bytes.readableBytes());
			at += written;
			this.bytesWritten.addAndGet(written);
		}
	}

	/**
	 * What has come of it.
	 * @param user who had it open
	 * @param complete whether the client has closed it
	 * @return the event, {@code null} if nothing was done with it
	 */
	public @Nullable FileEvent event(String user, boolean complete) {
		if (this.wasWritten) {
			return new FileUploaded(user, this.path, this.bytesWritten.get(), complete);
		}
		return this.wasRead ? new FileDownloaded(user, this.path, this.bytesRead.get(), complete) : null;
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
