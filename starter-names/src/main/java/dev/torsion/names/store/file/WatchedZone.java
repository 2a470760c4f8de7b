package dev.torsion.names.store.file;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import dev.torsion.names.zone.Zone;
import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * A zone that follows its file: looks at it from time to time, off the loop, and reads it
 * again when it, or a file it includes, has changed. A broken file is told of once, and
 * the last good version stays. Safe to use from any thread.
 */
public final class WatchedZone implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(WatchedZone.class);

	private final ZoneFile file;

	private final EventLoop loop;

	private final Clock clock;

	private final Consumer<Zone> publisher;

	/** What has been read last, good or not. */
	private final Map<Path, FileStamp> stamps = new HashMap<>();

	private volatile Status status;

	private final Disposable.Swap watch = Disposables.swap();

	private WatchedZone(ZoneFile file, EventLoop loop, Clock clock, Consumer<Zone> publisher) {
		this.file = file;
		this.loop = loop;
		this.clock = clock;
		this.publisher = publisher;
		this.status = new Status(file.load(this.stamps), clock.instant(), null);
		this.status.loaded().warnings().forEach(logger::warn);
		publisher.accept(this.status.loaded().zone());
	}

	/**
	 * Reads a zone file for the first time. Blocks.
	 * @param file the file
	 * @param loop where time passes, and what reads the file again
	 * @param clock what the time is
	 * @param publisher who is told of each version, the first included, in turn
	 * @return the zone, not yet watched
	 * @throws ZoneFileException if the file makes no zone
	 */
	public static WatchedZone load(ZoneFile file, EventLoop loop, Clock clock, Consumer<Zone> publisher) {
		return new WatchedZone(file, loop, clock, publisher);
	}

	/**
	 * Begins to look for changes.
	 * @param interval how often; the next look is so long after the end of the last
	 */
	public void watch(Duration interval) {
		this.watch.update(this.loop.after(interval)
			.then(Mono.defer(() -> this.loop.blocking(this::look)))
			// A pool that is busy now may not be so next time
			.onErrorResume(RejectedExecutionException.class, (ex) -> Mono.empty())
			.onErrorResume((ex) -> {
				logger.error("Failed to follow " + this.file.location(), ex);
				return Mono.empty();
			})
			.repeat()
			.subscribe());
	}

	/**
	 * Reads the file now, whether it has changed or not, off the loop.
	 * @return how it went, on the loop
	 */
	public Mono<Status> reload() {
		return this.loop.blocking(this::read);
	}

	/**
	 * How it went the last time.
	 * @return the state
	 */
	public Status status() {
		return this.status;
	}

	/**
	 * Ends to look for changes.
	 */
	@Override
	public void close() {
		this.watch.dispose();
	}

	private synchronized Status look() {
		return FileStamp.of(this.stamps.keySet()).equals(this.stamps) ? this.status : read();
	}

	private synchronized Status read() {
		try {
			LoadedZone loaded = this.file.load(this.stamps);
			this.status = new Status(loaded, this.clock.instant(), null);
			this.publisher.accept(loaded.zone());
			logger.info("Zone " + loaded.zone() + " read again from " + this.file.location());
			loaded.warnings().forEach(logger::warn);
		}
		catch (ZoneFileException ex) {
			logger.error("Zone " + this.file.origin() + " stays as it was: " + ex.getMessage());
			this.status = this.status.broken(String.valueOf(ex.getMessage()));
		}
		return this.status;
	}

	/**
	 * How a zone and its file stand to each other, for health.
	 *
	 * @param loaded what is served
	 * @param since since when it is served
	 * @param problem why the file as it is now is not served, {@code null} if it is
	 */
	public record Status(LoadedZone loaded, Instant since, @Nullable String problem) {

		Status broken(String reason) {
			return new Status(this.loaded, this.since, reason);
		}

	}

}
