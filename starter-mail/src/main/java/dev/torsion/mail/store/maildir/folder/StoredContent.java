package dev.torsion.mail.store.maildir.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

import dev.torsion.mail.store.MailContent;
import dev.torsion.mail.store.maildir.disk.ContentReader;
import dev.torsion.mail.store.maildir.disk.Disk;
import dev.torsion.mail.store.maildir.file.LineDecoder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The content of a message: small ones are read at once, others as they are asked for.
 */
final class StoredContent implements MailContent {

	/** Up to this many bytes a message is read when it is opened. */
	private static final int SMALL = 32 * 1024;

	private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ);

	private final Disk disk;

	private final Path path;

	private final Mono<Path> moved;

	private final boolean raw;

	private final long size;

	private StoredContent(Disk disk, Path path, Mono<Path> moved, boolean raw, long size) {
		this.disk = disk;
		this.path = path;
		this.moved = moved;
		this.raw = raw;
		this.size = size;
	}

	/**
	 * Opens a message; blocks.
	 * @param file where it is
	 * @param path the path of that
	 * @param disk does what blocks later
	 * @param moved where it is if it is not there any more
	 * @throws IOException if it is not there
	 */
	static MailContent of(Entry.Found file, Path path, Disk disk, Mono<Path> moved) throws IOException {
		boolean raw = file.name().isRaw();
		try (FileChannel channel = FileChannel.open(path, READ)) {
			long length = channel.size();
			if (length <= SMALL) {
				return new SmallContent(read(channel, (int) length, raw));
			}
			boolean trusted = length == file.name().bytes() && file.name().lineBytes() >= length;
			long lines = trusted ? file.name().lineBytes() : EntryReader.count(path, raw);
			return new StoredContent(disk, path, moved, raw, raw ? length : lines);
		}
	}

	private static ByteBuffer read(FileChannel channel, int length, boolean raw) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(length);
		while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
			continue;
		}
		bytes.flip();
		if (raw) {
			return bytes;
		}
		ByteBuffer decoded = ByteBuffer.allocate(2 * length);
		new LineDecoder().decode(bytes, decoded);
		return decoded.flip();
	}

	@Override
	public long size() {
		return this.size;
	}

	@Override
	public Flux<ByteBuffer> read(long from, long length) {
		long end = (length > this.size - from) ? this.size : from + length;
		return (from >= end) ? Flux.empty()
				: Flux.defer(() -> new ContentReader(this.disk, this.path, this.moved, this.raw, from, end).runs());
	}

	/**
	 * A message that has been read.
	 *
	 * @param bytes all of it
	 */
	private record SmallContent(ByteBuffer bytes) implements MailContent {

		@Override
		public long size() {
			return this.bytes.limit();
		}

		@Override
		public Flux<ByteBuffer> read(long from, long length) {
			return Flux.defer(() -> {
				int start = (int) Math.min(from, size());
				int taken = (int) Math.min(length, size() - start);
				if (taken == 0) {
					return Flux.empty();
				}
				return Flux.just(this.bytes.slice(start, taken));
			});
		}

	}

}
