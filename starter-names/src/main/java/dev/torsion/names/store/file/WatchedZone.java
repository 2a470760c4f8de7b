package dev.torsion.names.store.file;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

import dev.torsion.names.store.ZoneSource;
import dev.torsion.names.store.ZoneStatus;
import dev.torsion.names.store.ZoneTarget;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.ZoneException;
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
 * the last good version stays; where there is none yet the zone is withdrawn until the
 * file is mended. Safe to use from any thread.
 */
public final class WatchedZone implements ZoneSource {

	private static final Log logger = LogFactory.getLog(WatchedZone.class);

	private final @Nullable String view;

	private final ZoneFile file;

	private final Watch how;

	/** What has been read last, good or not. */
	private final Map<Path, FileStamp> stamps = new HashMap<>();

	private volatile ZoneStatus status;

	private volatile @Nullable ZoneTarget target;

	private final Disposable.Swap watch = Disposables.swap();

	/**
	 * Creates the zone, which is not read yet.
	 * @param view the view in which it is seen, {@code null} for all
	 * @param file the file
	 * @param how how it is watched
	 */
	public WatchedZone(@Nullable String view, ZoneFile file, Watch how) {
		this.view = view;
		this.file = file;
		this.how = how;
		this.status = ZoneStatus.missing(file.origin(), file.location(), "Not read yet");
	}

	@Override
	public @Nullable String view() {
		return this.view;
	}

	/**
	 * Reads the file for the first time, which blocks, and begins to look for changes.
	 */
	@Override
	public void start(ZoneTarget target) {
		this.target = target;
		read(target);
		if (!this.how.interval().isZero()) {
			this.watch.update(watching(target));
		}
	}

	private Disposable watching(ZoneTarget target) {
		EventLoop loop = this.how.loop();
		return loop.after(this.how.interval())
			.then(Mono.defer(() -> loop.blocking(() -> look(target))))
			// A pool that is busy now may not be so next time
			.onErrorResume(RejectedExecutionException.class, (ex) -> Mono.empty())
			.onErrorResume((ex) -> {
				logger.error("Failed to follow " + this.file.location(), ex);
				return Mono.empty();
			})
			.repeat()
			.subscribe();
	}

	@Override
	public Collection<ZoneStatus> zones() {
		return List.of(this.status);
	}

	@Override
	public Mono<ZoneStatus> reload(WireName origin) {
		ZoneTarget target = this.target;
		return (target != null && origin.equals(this.file.origin())) ? this.how.loop().blocking(() -> read(target))
				: Mono.empty();
	}

	@Override
	public void stop() {
		this.watch.update(Disposables.disposed());
	}

	private synchronized ZoneStatus look(ZoneTarget target) {
		return FileStamp.of(this.stamps.keySet()).equals(this.stamps) ? this.status : read(target);
	}

	private synchronized ZoneStatus read(ZoneTarget target) {
		try {
			LoadedZone loaded = this.file.load(this.stamps);
			target.publish(loaded.zone());
			this.status = new ZoneStatus(this.file.origin(), this.file.location(), this.how.clock().instant(), null);
			logger.info("Zone " + loaded.zone() + " read from " + this.file.location());
			loaded.warnings().forEach(logger::warn);
		}
		catch (ZoneFileException | ZoneException ex) {
			boolean served = this.status.since() != null;
			logger.error("Zone " + this.file.origin() + (served ? " stays as it was: " : " is not served: ")
					+ ex.getMessage());
			this.status = this.status.broken(String.valueOf(ex.getMessage()));
			if (!served) {
				target.withdraw(this.file.origin());
			}
		}
		return this.status;
	}

	/**
	 * How files are watched.
	 *
	 * @param interval how often they are looked at; the next look is so long after the
	 * end of the last; zero for never
	 * @param loop where time passes, and what reads them again
	 * @param clock what the time is
	 */
	public record Watch(Duration interval, EventLoop loop, Clock clock) {

	}

}
