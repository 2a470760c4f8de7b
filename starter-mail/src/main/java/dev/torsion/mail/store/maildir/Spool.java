package dev.torsion.mail.store.maildir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.torsion.mail.store.maildir.disk.Arrivals;
import dev.torsion.mail.store.maildir.file.LineDecoder;
import dev.torsion.mail.store.maildir.file.LineEncoder;
import dev.torsion.mail.store.maildir.file.MaildirFiles;
import dev.torsion.mail.store.maildir.file.MessageName;
import org.jspecify.annotations.Nullable;

/**
 * A message while it arrives: up to 64 KiB of it in memory, the rest in a file. Takes LF
 * for CRLF, until it finds that this could not be undone; then it starts a second file
 * with what the first one meant, and leaves the message as it is. Used by one thread at a
 * time; what says that it blocks is not for the event loop.
 */
final class Spool {

	private static final int MAX_CHUNKS = 64 * 1024 / ChunkPool.CHUNK;

	/** A file that has been written is this old, or less, in the time of its system. */
	private static final Duration NOW = Duration.ofSeconds(1);

	private final ChunkPool pool;

	private final Arrivals arrivals;

	private final LineEncoder encoder = new LineEncoder();

	private final List<ByteBuffer> chunks = new ArrayList<>();

	private @Nullable Path file;

	private @Nullable FileChannel channel;

	private long written;

	private boolean raw;

	private byte last;

	private long bareLines;

	Spool(ChunkPool pool, Arrivals arrivals) {
		this.pool = pool;
		this.arrivals = arrivals;
	}

	/** Takes what there is room for; whether that was all. */
	boolean take(ByteBuffer run) {
		while (run.hasRemaining()) {
			ByteBuffer chunk = chunk();
			if (chunk == null) {
				return false;
			}
			if (this.raw) {
				copy(run, chunk);
				continue;
			}
			this.encoder.encode(run, chunk);
			if (this.encoder.isLossy()) {
				return false;
			}
		}
		return true;
	}

	private void copy(ByteBuffer run, ByteBuffer chunk) {
		while (run.hasRemaining() && chunk.hasRemaining()) {
			byte next = run.get();
			chunk.put(next);
			this.bareLines += (next == '\n' && this.last != '\r') ? 1 : 0;
			this.last = next;
		}
	}

	/**
	 * The chunk that is being filled; the encoder may want to write two bytes at once.
	 */
	private @Nullable ByteBuffer chunk() {
		ByteBuffer current = this.chunks.isEmpty() ? null : this.chunks.get(this.chunks.size() - 1);
		if (current != null && current.remaining() >= 2) {
			return current;
		}
		ByteBuffer more = (this.chunks.size() < MAX_CHUNKS) ? this.pool.take(this.chunks.isEmpty()) : null;
		if (more != null) {
			this.chunks.add(more);
		}
		return more;
	}

	/** Takes all of a run that {@link #take} has left something of; blocks. */
	void takeAll(ByteBuffer run) throws Exception {
		while (!take(run)) {
			if (this.encoder.isLossy() && !this.raw) {
				startRaw();
			}
			else {
				flush();
			}
		}
	}

	private void startRaw() throws Exception {
		endEncoding();
		flush();
		Path encoded = Objects.requireNonNull(this.file);
		Objects.requireNonNull(this.channel).close();
		this.channel = null;
		this.file = null;
		this.written = 0;
		this.raw = true;
		try (FileChannel from = FileChannel.open(encoded, StandardOpenOption.READ)) {
			LineDecoder decoder = new LineDecoder();
			ByteBuffer bytes = ByteBuffer.allocate(ChunkPool.CHUNK);
			ByteBuffer decoded = ByteBuffer.allocate(2 * ChunkPool.CHUNK);
			while (from.read(bytes.clear()) >= 0) {
				decoder.decode(bytes.flip(), decoded.clear());
				decoded.flip();
				while (!take(decoded)) {
					flush();
				}
			}
		}
		finally {
			Files.deleteIfExists(encoded);
		}
	}

	private void endEncoding() throws Exception {
		ByteBuffer chunk = chunk();
		if (chunk == null) {
			flush();
			chunk = Objects.requireNonNull(chunk());
		}
		this.encoder.end(chunk);
	}

	/** Writes what is in memory to the file; blocks. */
	private void flush() throws Exception {
		FileChannel open = this.channel;
		if (open == null) {
			open = this.arrivals.temporary((place) -> {
				FileChannel made = MaildirFiles.create(place);
				this.file = place;
				return made;
			});
			this.channel = open;
		}
		for (ByteBuffer chunk : this.chunks) {
			this.written += chunk.position();
			chunk.flip();
			while (chunk.hasRemaining()) {
				open.write(chunk);
			}
		}
		giveBack();
	}

	/** Writes all of it to the disk; blocks. */
	Path finish(Instant received, boolean fsync) throws Exception {
		if (!this.raw) {
			endEncoding();
		}
		flush();
		Path place = Objects.requireNonNull(this.file);
		if (Duration.between(received, Instant.now()).abs().compareTo(NOW) > 0) {
			Files.setLastModifiedTime(place, FileTime.from(received));
		}
		try (FileChannel open = Objects.requireNonNull(this.channel)) {
			if (fsync) {
				open.force(false);
			}
		}
		return place;
	}

	/** The base of its name, with its sizes; when it is finished. */
	String base(String unique) {
		long lines = this.raw ? this.bareLines : this.encoder.lines();
		return MessageName.base(unique, this.written, this.written + lines, this.raw);
	}

	/** Forgets it; blocks. */
	void discard() throws IOException {
		giveBack();
		FileChannel open = this.channel;
		if (open != null) {
			open.close();
		}
		Path place = this.file;
		if (place != null) {
			Files.deleteIfExists(place);
		}
	}

	private void giveBack() {
		this.chunks.forEach(this.pool::giveBack);
		this.chunks.clear();
	}

}
