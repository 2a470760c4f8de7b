package dev.torsion.web.handler;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.files.FileEntry;
import dev.torsion.files.FilePath;
import dev.torsion.files.FileTree;
import dev.torsion.files.OpenFile;
import org.jspecify.annotations.Nullable;

/**
 * One file of a given size, {@code /large.bin}, which counts its reads and remembers who
 * reads.
 */
final class CountingTree implements FileTree {

	final AtomicInteger reads = new AtomicInteger();

	final ConcurrentLinkedQueue<String> readers = new ConcurrentLinkedQueue<>();

	private final FileEntry entry;

	CountingTree(long size) {
		this.entry = new FileEntry("large.bin", false, size, Instant.EPOCH, null);
	}

	@Override
	public @Nullable FileEntry find(FilePath path) {
		return path.toString().equals("/large.bin") ? this.entry : null;
	}

	@Override
	public OpenFile open(FilePath path) {
		return new OpenFile(this.entry, new Channel());
	}

	@Override
	public List<FileEntry> list(FilePath directory, int limit) {
		return List.of(this.entry);
	}

	private final class Channel implements SeekableByteChannel {

		private long position;

		@Override
		public int read(ByteBuffer target) {
			CountingTree.this.reads.incrementAndGet();
			CountingTree.this.readers.add(Thread.currentThread().getName());
			int count = target.remaining();
			for (int i = 0; i < count; i++) {
				target.put((byte) (this.position + i));
			}
			this.position += count;
			return count;
		}

		@Override
		public int write(ByteBuffer source) {
			throw new UnsupportedOperationException();
		}

		@Override
		public long position() {
			return this.position;
		}

		@Override
		public SeekableByteChannel position(long position) {
			this.position = position;
			return this;
		}

		@Override
		public long size() {
			return CountingTree.this.entry.size();
		}

		@Override
		public SeekableByteChannel truncate(long size) throws IOException {
			throw new IOException("read only");
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
		}

	}

}
