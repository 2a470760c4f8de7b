package dev.torsion.conch.sftp.session;

import java.io.IOException;
import java.nio.channels.FileChannel;

import dev.torsion.conch.sftp.wire.OpenFlags;
import dev.torsion.conch.sftp.wire.StatusCode;
import dev.torsion.files.FilePath;
import io.netty.buffer.ByteBuf;

/**
 * An open file. Parts of it can be read, and others written, at the same time.
 *
 * @param path what it was opened by
 * @param channel its bytes
 * @param flags how it was opened
 */
public record FileHandle(FilePath path, FileChannel channel, OpenFlags flags) implements Handle {

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
		int done = 0;
		while (done < length && offset + done >= 0) {
			int read = out.writeBytes(this.channel, offset + done, length - done);
			if (read <= 0) {
				break;
			}
			done += read;
		}
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
		long at = offset;
		if (at < 0 || at + bytes.readableBytes() < 0) {
			throw new SftpException(StatusCode.FAILURE);
		}
		while (bytes.isReadable()) {
			at += bytes.readBytes(this.channel, at, bytes.readableBytes());
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
