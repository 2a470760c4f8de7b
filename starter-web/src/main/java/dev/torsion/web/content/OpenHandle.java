package dev.torsion.web.content;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

import dev.torsion.files.FileEntry;
import dev.torsion.files.OpenFile;
import org.jspecify.annotations.Nullable;

/**
 * A file held open for all requests that send it at the moment; closed by the last.
 */
public final class OpenHandle {

	/**
	 * How much of a file is handed to the kernel at a time, so that one fast reader does
	 * not have the event loop for itself.
	 */
	public static final int REGION = 2 * 1024 * 1024;

	private static final int TOUCH = 128 * 1024;

	private static final int REMEMBERED = 256;

	private static final long WARM_SECONDS = 30;

	private final OpenFile file;

	private final Head head;

	private final Runnable closer;

	private final AtomicInteger users = new AtomicInteger(1);

	private final AtomicLongArray warm = new AtomicLongArray(REMEMBERED);

	OpenHandle(OpenFile file, Head head, Runnable closer) {
		this.file = file;
		this.head = head;
		this.closer = closer;
	}

	/**
	 * The headers of the file that is open.
	 * @return the headers
	 */
	public Head head() {
		return this.head;
	}

	FileEntry entry() {
		return this.file.entry();
	}

	/**
	 * The file, if the kernel can send it by itself.
	 * @return the channel, or {@code null}
	 */
	public @Nullable FileChannel channel() {
		return (this.file.channel() instanceof FileChannel channel) ? channel : null;
	}

	/**
	 * Takes part in keeping the file open.
	 * @return whether it was still open
	 */
	public boolean retain() {
		int count;
		do {
			count = this.users.get();
			if (count == 0) {
				return false;
			}
		}
		while (!this.users.compareAndSet(count, count + 1));
		return true;
	}

	/**
	 * Ends what {@link #retain} or opening began.
	 */
	public void release() {
		if (this.users.decrementAndGet() == 0) {
			this.closer.run();
		}
	}

	/**
	 * Reads until the buffer is full. Blocks.
	 * @param target where to
	 * @param position where from
	 * @throws IOException if the file has become shorter, or cannot be read
	 */
	public void read(ByteBuffer target, long position) throws IOException {
		SeekableByteChannel channel = this.file.channel();
		if (channel instanceof FileChannel shared) {
			readFully(target, (buffer, done) -> shared.read(buffer, position + done));
			return;
		}
		synchronized (channel) {
			channel.position(position);
			readFully(target, (buffer, done) -> channel.read(buffer));
		}
	}

	/**
	 * Whether a region is likely to be in the page cache, because it has been read
	 * lately.
	 * @param position where it begins, a multiple of {@link #REGION}
	 * @param now the time in seconds
	 * @return whether it can be sent without waiting for the disk
	 */
	public boolean isWarm(long position, long now) {
		long region = position / REGION;
		long mark = this.warm.get((int) (region % REMEMBERED));
		return (mark >>> 32) == region + 1 && now - (mark & 0xffffffffL) < WARM_SECONDS;
	}

	/**
	 * Reads a region for the sake of having it in the page cache. Blocks, so that sending
	 * it will not: {@code sendfile} from a cold disk would stop the whole event loop.
	 * @param position where it begins, a multiple of {@link #REGION}
	 * @param now the time in seconds
	 * @throws IOException if the file cannot be read
	 */
	public void warm(long position, long now) throws IOException {
		ByteBuffer scratch = Scratch.BUFFER.get();
		long end = Math.min(position + REGION, this.head.size());
		for (long at = position; at < end; at += TOUCH) {
			scratch.clear().limit((int) Math.min(TOUCH, end - at));
			read(scratch, at);
		}
		long region = position / REGION;
		this.warm.set((int) (region % REMEMBERED), ((region + 1) << 32) | (now & 0xffffffffL));
	}

	private static void readFully(ByteBuffer target, Reader reader) throws IOException {
		int done = 0;
		while (target.hasRemaining()) {
			int count = reader.read(target, done);
			if (count < 0) {
				throw new EOFException("The file has become shorter while it was sent");
			}
			done += count;
		}
	}

	@FunctionalInterface
	private interface Reader {

		int read(ByteBuffer target, int done) throws IOException;

	}

	private static final class Scratch {

		private static final ThreadLocal<ByteBuffer> BUFFER = ThreadLocal
			.withInitial(() -> ByteBuffer.allocateDirect(TOUCH));

	}

}
