package dev.torsion.web.content;

import java.io.IOException;
import java.time.Duration;

import dev.torsion.files.OpenFile;
import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Large files in demand, held open: opening is the dearest part of sending a file. What
 * nobody asks for is closed after a minute or two.
 */
public final class OpenFiles implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(OpenFiles.class);

	private static final Duration SWEEP = Duration.ofMinutes(1);

	private final EventLoop loop;

	private final ClockCache<OpenHandle> handles;

	private final Disposable sweeping;

	/**
	 * Creates the cache.
	 * @param maxFiles most files to hold open when nobody is reading them
	 * @param loop where blocking work is done
	 */
	public OpenFiles(int maxFiles, EventLoop loop) {
		this.loop = loop;
		this.handles = new ClockCache<>(maxFiles, Long.MAX_VALUE, OpenHandle::release);
		this.sweeping = Flux.interval(SWEEP, loop.scheduler()).subscribe((tick) -> this.handles.sweep());
	}

	/**
	 * Opens a file, or joins those who have it open.
	 * @param file the file
	 * @return the open file, to be released by the caller
	 */
	public Mono<OpenHandle> open(LargeFile file) {
		ClockCache.Slot<OpenHandle> slot = this.handles.get(key(file));
		OpenHandle handle = (slot != null) ? slot.value() : null;
		if (handle != null && handle.entry().equals(file.entry()) && handle.retain()) {
			return Mono.just(handle);
		}
		return Uninterrupted.run(this.loop, () -> reopen(file), OpenHandle::release);
	}

	private OpenHandle reopen(LargeFile file) throws IOException {
		OpenFile open = file.mount().files().open(file.path());
		Head head = open.entry().equals(file.entry()) ? file.head() : Head.of(file.head().type().toString(),
				open.entry(), Head.tagOf(open.entry()), file.head().compressible());
		OpenHandle handle = new OpenHandle(open, head, () -> closeLater(open));
		handle.retain();
		if (!this.handles.put(key(file), handle, 1, 0)) {
			handle.release();
		}
		return handle;
	}

	/**
	 * Closing can block as well as opening.
	 */
	private void closeLater(OpenFile file) {
		this.loop.blocking(() -> {
			file.close();
			return null;
		}).subscribe((nothing) -> {
		}, (ex) -> logger.warn("Cannot close a file", ex));
	}

	private static String key(LargeFile file) {
		return file.mount().path() + file.path();
	}

	/**
	 * Closes what nobody is reading.
	 */
	@Override
	public void close() {
		this.sweeping.dispose();
		this.handles.sweep();
		this.handles.sweep();
	}

}
