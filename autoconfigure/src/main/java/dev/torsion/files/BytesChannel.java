package dev.torsion.files;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * Bytes in memory, read as a file. For use by one thread at a time.
 */
final class BytesChannel implements SeekableByteChannel {

	private final byte[] bytes;

	private long position;

	private boolean open = true;

	BytesChannel(byte[] bytes) {
		this.bytes = bytes;
	}

	@Override
	public int read(ByteBuffer target) throws ClosedChannelException {
		int left = (int) Math.max(0, size() - this.position);
		if (left == 0) {
			return -1;
		}
		int count = Math.min(left, target.remaining());
		target.put(this.bytes, (int) this.position, count);
		this.position += count;
		return count;
	}

	@Override
	public long position() throws ClosedChannelException {
		checkOpen();
		return this.position;
	}

	@Override
	public SeekableByteChannel position(long position) throws ClosedChannelException {
		checkOpen();
		if (position < 0) {
			throw new IllegalArgumentException("Negative position");
		}
		this.position = position;
		return this;
	}

	@Override
	public long size() throws ClosedChannelException {
		checkOpen();
		return this.bytes.length;
	}

	@Override
	public int write(ByteBuffer source) {
		throw new NonWritableChannelException();
	}

	@Override
	public SeekableByteChannel truncate(long size) {
		throw new NonWritableChannelException();
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public void close() {
		this.open = false;
	}

	private void checkOpen() throws ClosedChannelException {
		if (!this.open) {
			throw new ClosedChannelException();
		}
	}

}
