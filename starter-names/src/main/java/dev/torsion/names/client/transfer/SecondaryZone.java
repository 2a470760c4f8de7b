package dev.torsion.names.client.transfer;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import dev.torsion.names.store.SecondaryFiles;
import dev.torsion.names.store.Turns;
import dev.torsion.names.store.ZoneStatus;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.Zones;
import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * One zone that is copied from others: checked when it is time or somebody tells that it
 * has changed, and withdrawn when it could not be checked for too long (RFC 1034 section
 * 4.3.5). Safe for use by many threads.
 */
final class SecondaryZone {

	private static final Log logger = LogFactory.getLog(SecondaryZone.class);

	/** Whoever tells of changes more often is heard once in this time. */
	private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

	private final Secondary secondary;

	private final Services services;

	private final SecondaryTimes times;

	private final Turns writes = new Turns(1, 2);

	private final Disposable.Swap timer = Disposables.swap();

	private final Disposable.Swap expiry = Disposables.swap();

	private final Disposable.Swap pause = Disposables.swap();

	private @Nullable Zone zone;

	private boolean served;

	private boolean checking;

	private boolean again;

	private boolean pausing;

	private int failures;

	private @Nullable Instant since;

	private @Nullable String problem;

	SecondaryZone(Secondary secondary, Services services, SecondaryTimes times) {
		this.secondary = secondary;
		this.services = services;
		this.times = times;
	}

	Secondary secondary() {
		return this.secondary;
	}

	synchronized ZoneStatus status() {
		String source = this.secondary.primaries().stream().map(Peer::toString).collect(Collectors.joining(", "));
		return new ZoneStatus(this.secondary.origin(), source, this.served ? this.since : null, this.problem);
	}

	/** Begins with the copy that was kept; blocks. */
	synchronized void start() {
		SecondaryFiles.Copy copy = copy();
		Zone kept = (copy != null) ? copy.zone() : null;
		this.zone = kept;
		Duration left = (copy != null && kept != null)
				? Duration.between(this.services.clock().instant(), copy.checked().plus(this.times.expire(kept)))
				: Duration.ZERO;
		if (kept != null && left.compareTo(Duration.ZERO) > 0) {
			serve(kept, left);
		}
		else {
			this.services.zones().withdraw(this.secondary.origin());
		}
		this.services.loop().execute(this::check);
	}

	private SecondaryFiles.@Nullable Copy copy() {
		try {
			return this.services.files().read(this.secondary.origin());
		}
		catch (IOException ex) {
			logger.warn("Cannot use the copy of " + this.secondary.origin() + ", so it is fetched anew: "
					+ ex.getMessage());
			return null;
		}
	}

	synchronized void stop() {
		this.timer.dispose();
		this.expiry.dispose();
		this.pause.dispose();
	}

	/** Checks at once, but not all the time. */
	synchronized void notified() {
		if (this.checking || this.pausing) {
			this.again = true;
			return;
		}
		check();
	}

	private synchronized void check() {
		if (this.checking || this.timer.isDisposed()) {
			return;
		}
		this.checking = true;
		this.pausing = true;
		this.timer.update(Disposables.disposed());
		this.pause.update(this.services.loop().after(LEAST_PAUSE).subscribe(null, null, this::paused));
		fetch(this.secondary.primaries()).map(Optional::of)
			.defaultIfEmpty(Optional.empty())
			.subscribe(this::checked, this::failed);
	}

	private synchronized void paused() {
		this.pausing = false;
		checkAgain();
	}

	private void checkAgain() {
		if (this.again && !this.checking && !this.pausing) {
			this.again = false;
			check();
		}
	}

	private Mono<Zone> fetch(List<Peer> peers) {
		Peer peer = peers.get(0);
		Mono<Zone> fetched = this.services.source()
			.fetch(peer, this.secondary.origin(), this.zone)
			.onErrorMap((ex) -> new TransferException(peer + ": " + ex.getMessage()));
		return (peers.size() == 1) ? fetched : fetched.onErrorResume((ex) -> {
			logger.debug("Cannot fetch " + this.secondary.origin() + " from " + ex.getMessage());
			return fetch(peers.subList(1, peers.size()));
		});
	}

	private synchronized void checked(Optional<Zone> fetched) {
		this.checking = false;
		this.failures = 0;
		this.problem = null;
		Zone current = fetched.orElse(this.zone);
		Instant now = this.services.clock().instant();
		if (current == null || this.timer.isDisposed()) {
			return;
		}
		if (fetched.isPresent()) {
			logger.info("Fetched " + current);
			this.zone = current;
			this.served = false;
		}
		keep(() -> {
			if (fetched.isPresent()) {
				this.services.files().write(current, now);
			}
			else {
				this.services.files().touch(this.secondary.origin(), now);
			}
			return true;
		});
		serve(current, this.times.expire(current));
		checkIn(this.times.refresh(current));
		checkAgain();
	}

	private void serve(Zone current, Duration left) {
		if (!this.served) {
			this.served = true;
			this.since = this.services.clock().instant();
			this.services.zones().publish(current);
		}
		this.expiry.update(this.services.loop().after(left).subscribe(null, null, this::expired));
	}

	private void keep(Callable<Boolean> work) {
		this.writes.take(this.services.loop().blocking(work))
			.subscribe(null, (ex) -> logger.error("Cannot keep a copy of " + this.secondary.origin(), ex));
	}

	private synchronized void failed(Throwable cause) {
		this.checking = false;
		this.failures++;
		String failure = "Cannot fetch " + this.secondary.origin() + " from " + cause.getMessage();
		this.problem = failure;
		if (this.failures == 1) {
			logger.warn(failure + "; trying again until it goes");
		}
		else {
			logger.debug(failure);
		}
		checkIn(this.times.retry(this.zone, this.failures));
		checkAgain();
	}

	private void checkIn(Duration delay) {
		this.timer.update(this.services.loop().after(delay).subscribe(null, null, this::check));
	}

	private synchronized void expired() {
		this.served = false;
		logger.warn(this.secondary.origin() + " has expired: it could not be checked for "
				+ "as long as its SOA record says, and is answered with SERVFAIL");
		this.services.zones().withdraw(this.secondary.origin());
	}

	/** Where zones come from. */
	@FunctionalInterface
	interface Source {

		Mono<Zone> fetch(Peer peer, WireName origin, @Nullable Zone current);

	}

	/**
	 * What a secondary needs.
	 *
	 * @param source where zones come from
	 * @param zones where they are served
	 * @param files where they are kept
	 * @param loop measures time
	 * @param clock the time of day
	 */
	record Services(Source source, Zones zones, SecondaryFiles files, EventLoop loop, Clock clock) {

	}

}
