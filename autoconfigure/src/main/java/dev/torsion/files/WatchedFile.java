package dev.torsion.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * What is in a file, read anew when that has changed; it is looked at every 10 s. A
 * change that cannot be read is logged once, and what was there before is kept. Safe for
 * use by many threads.
 *
 * @param <T> what is in the file
 */
public final class WatchedFile<T> implements AutoCloseable {

	/** How often files are looked at. */
	public static final Duration INTERVAL = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(WatchedFile.class);

	private final Path file;

	private final Reader<T> reader;

	private final Disposable looking;

	private volatile T contents;

	private @Nullable FileStamp read;

	private @Nullable String told;

	/**
	 * Reads a file for the first time, and watches it from now on. Blocks.
	 * @param file the file
	 * @param reader reads it
	 * @param loop where to look at it later on
	 * @throws IOException if it cannot be read
	 */
	public WatchedFile(Path file, Reader<T> reader, EventLoop loop) throws IOException {
		this.file = file;
		this.reader = reader;
		FileStamp stamp = FileStamp.of(file);
		this.contents = reader.read(file);
		this.read = stamp.isSettled() ? stamp : null;
		// If the pool is full, the next look will do
		Mono<Void> look = Mono.defer(() -> loop.<Void>blocking(this::look))
			.onErrorResume(RejectedExecutionException.class, (ex) -> Mono.empty());
		this.looking = Mono.defer(() -> loop.after(INTERVAL)).then(look).repeat().subscribe();
	}

	/**
	 * What is in the file.
	 * @return the contents that were read last
	 */
	public T contents() {
		return this.contents;
	}

	private synchronized @Nullable Void look() {
		try {
			FileStamp stamp = FileStamp.of(this.file);
			if (!stamp.equals(this.read)) {
				readAnew(stamp);
			}
		}
		catch (IOException ex) {
			tell(ex.toString());
		}
		return null;
	}

	private void readAnew(FileStamp stamp) throws IOException {
		T contents = this.reader.read(this.file);
		// Else somebody is writing it
		if (stamp.equals(FileStamp.of(this.file))) {
			this.contents = contents;
			this.read = stamp.isSettled() ? stamp : null;
			this.told = null;
		}
	}

	private void tell(String problem) {
		if (!problem.equals(this.told)) {
			this.told = problem;
			logger.error("%s is used as it was before: %s".formatted(this.file, problem));
		}
	}

	@Override
	public void close() {
		this.looking.dispose();
	}

	/**
	 * Reads a file.
	 *
	 * @param <T> what is in it
	 */
	@FunctionalInterface
	public interface Reader<T> {

		/**
		 * Reads a file. May block.
		 * @param file the file
		 * @return what is in it
		 * @throws IOException if it cannot be read, or there is a mistake in it
		 */
		T read(Path file) throws IOException;

	}

}
