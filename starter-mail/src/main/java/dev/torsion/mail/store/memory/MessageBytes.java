package dev.torsion.mail.store.memory;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.torsion.mail.store.MailContent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/**
 * The bytes of a message in chunks, which are never moved when more come. Filled by one
 * thread at a time, then immutable.
 */
final class MessageBytes implements MailContent {

	private static final int FIRST_CHUNK = 4 * 1024;

	private static final int LARGEST_CHUNK = 64 * 1024;

	private final List<byte[]> chunks = new ArrayList<>();

	private byte[] last = {};

	private int used;

	private long size;

	void append(ByteBuffer bytes) {
		while (bytes.hasRemaining()) {
			if (this.used == this.last.length) {
				grow();
			}
			int length = Math.min(bytes.remaining(), this.last.length - this.used);
			bytes.get(this.last, this.used, length);
			this.used += length;
			this.size += length;
		}
	}

	private void grow() {
		this.last = new byte[Math.min(LARGEST_CHUNK, Math.max(FIRST_CHUNK, 2 * this.last.length))];
		this.used = 0;
		this.chunks.add(this.last);
	}

	/** Nothing more comes: gives back what the last chunk has too much. */
	void end() {
		if (!this.chunks.isEmpty()) {
			this.chunks.set(this.chunks.size() - 1, Arrays.copyOf(this.last, this.used));
		}
		this.last = new byte[0];
		this.used = 0;
	}

	@Override
	public long size() {
		return this.size;
	}

	@Override
	public Flux<ByteBuffer> read(long from, long length) {
		return Flux.generate(() -> new Reader(from, length), Reader::next);
	}

	/** Goes along the chunks; what it gives are copies, which the taker may change. */
	private final class Reader {

		private int chunk;

		private long skip;

		private long left;

		private Reader(long from, long length) {
			this.skip = from;
			this.left = Math.min(length, MessageBytes.this.size - from);
		}

		private Reader next(SynchronousSink<ByteBuffer> sink) {
			if (this.left <= 0) {
				sink.complete();
				return this;
			}
			byte[] bytes = MessageBytes.this.chunks.get(this.chunk);
			while (this.skip >= bytes.length) {
				this.skip -= bytes.length;
				bytes = MessageBytes.this.chunks.get(++this.chunk);
			}
			int length = (int) Math.min(this.left, bytes.length - this.skip);
			sink.next(ByteBuffer.wrap(Arrays.copyOfRange(bytes, (int) this.skip, (int) this.skip + length)));
			this.skip += length;
			this.left -= length;
			return this;
		}

	}

}
