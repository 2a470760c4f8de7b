package dev.torsion.files.roots;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import dev.torsion.files.FilteredChannel;

/**
 * An open file that takes room of a {@link Quota} as it becomes longer.
 */
final class QuotaChannel extends FilteredChannel {

	private final Quota quota;

	private final boolean appending;

	private long end;

	QuotaChannel(FileChannel file, Quota quota, boolean appending) throws IOException {
		super(file);
		this.quota = quota;
		this.appending = appending;
		this.end = file.size();
	}

	@Override
	public int write(ByteBuffer from, long position) throws IOException {
		take(position, from.remaining());
		return file().write(from, position);
	}

	@Override
	public int write(ByteBuffer from) throws IOException {
		take(file().position(), from.remaining());
		return file().write(from);
	}

	@Override
	public synchronized FileChannel truncate(long size) throws IOException {
		super.truncate(size);
		long now = file().size();
		this.quota.giveBack(0, Math.max(0, this.end - now));
		this.end = now;
		return this;
	}

	/**
	 * Several may write at a time, so what counts is where they will end.
	 */
	private synchronized void take(long position, int length) throws IOException {
		long from = this.appending ? this.end : position;
		if (from < 0 || from > Long.MAX_VALUE - length) {
			throw new QuotaExceededException();
		}
		long next = from + length;
		if (next > this.end && length > 0) {
			this.quota.take(0, next - this.end);
			this.end = next;
		}
	}

}
