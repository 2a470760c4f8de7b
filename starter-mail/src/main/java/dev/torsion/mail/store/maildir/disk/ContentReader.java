package dev.torsion.mail.store.maildir.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.torsion.mail.store.maildir.file.LineDecoder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/**
 * Reads a part of a file, a run at a time, each when the last was taken. Where line ends
 * are changed the file is read from its beginning, because nothing else tells where a
 * byte of the message is.
 */
public final class ContentReader {

	private static final int RUN = 32 * 1024;

	private final Disk disk;

	private final Mono<Path> moved;

	private final boolean raw;

	private final LineDecoder decoder = new LineDecoder();

	private final long from;

	private final long end;

	private Path path;

	private @Nullable FileChannel channel;

	private long position;

	private boolean reading;

	private boolean ended;

	/**
	 * Prepares to read.
	 * @param disk where the file is read
	 * @param path the file
	 * @param moved where it is if it is there no more
	 * @param raw whether its line ends are left as they are
	 * @param from the first byte
	 * @param end the byte after the last
	 */
	public ContentReader(Disk disk, Path path, Mono<Path> moved, boolean raw, long from, long end) {
		this.disk = disk;
		this.path = path;
		this.moved = moved;
		this.raw = raw;
		this.from = from;
		this.end = end;
	}

	/**
	 * Reads.
	 * @return the runs, each read when the last was taken
	 */
	public Flux<ByteBuffer> runs() {
		return Flux.create((sink) -> {
			sink.onDispose(this::end);
			sink.onRequest((requested) -> pump(sink));
		}, FluxSink.OverflowStrategy.IGNORE);
	}

	private void pump(FluxSink<ByteBuffer> sink) {
		synchronized (this) {
			if (this.reading || this.ended || sink.requestedFromDownstream() == 0) {
				return;
			}
			this.reading = true;
		}
		Mono<ByteBuffer> elsewhere = this.moved.flatMap((now) -> {
			this.path = now;
			return this.disk.run(this::next);
		});
		this.disk.run(this::next)
			.onErrorResume(NoSuchFileException.class, (ex) -> elsewhere)
			.subscribe((run) -> taken(sink, run), (failure) -> {
				release();
				sink.error(failure);
			});
	}

	private void taken(FluxSink<ByteBuffer> sink, ByteBuffer run) {
		boolean last = this.position >= this.end;
		sink.next(run);
		release();
		if (last) {
			sink.complete();
		}
		else {
			pump(sink);
		}
	}

	private void release() {
		boolean close;
		synchronized (this) {
			this.reading = false;
			close = this.ended;
		}
		if (close) {
			close();
		}
	}

	private void end() {
		boolean close;
		synchronized (this) {
			close = !this.ended && !this.reading;
			this.ended = true;
		}
		if (close) {
			close();
		}
	}

	private void close() {
		FileChannel open = this.channel;
		if (open != null) {
			this.disk.clearUp(() -> {
				open.close();
				return open;
			});
		}
	}

	private ByteBuffer next() throws IOException {
		FileChannel open = this.channel;
		if (open == null) {
			open = FileChannel.open(this.path, StandardOpenOption.READ);
			this.channel = open;
		}
		if (this.raw && this.position < this.from) {
			open.position(this.from);
			this.position = this.from;
		}
		while (true) {
			ByteBuffer run = run(open);
			if (run == null) {
				throw new IOException("A message has become shorter");
			}
			long start = this.position;
			this.position += run.remaining();
			if (this.position > this.from) {
				int skip = (int) Math.max(0, this.from - start);
				int length = (int) (Math.min(this.position, this.end) - start - skip);
				return run.slice(run.position() + skip, length);
			}
		}
	}

	private @Nullable ByteBuffer run(FileChannel open) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(RUN);
		if (open.read(bytes) < 0) {
			return null;
		}
		bytes.flip();
		if (this.raw) {
			return bytes;
		}
		ByteBuffer decoded = ByteBuffer.allocate(2 * RUN);
		this.decoder.decode(bytes, decoded);
		return decoded.flip();
	}

}
