package dev.torsion.names.client.transfer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

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
import reactor.util.retry.Retry;

/**
 * Tells other servers when zones have changed (RFC 1996), again and again until they have
 * understood. Safe for use by many threads.
 */
public final class Notifier implements Zones.ZoneListener, AutoCloseable {

	private static final Log logger = LogFactory.getLog(Notifier.class);

	/** What changes in quick succession is told once. */
	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final int RETRIES = 5;

	private static final Duration FIRST_WAIT = Duration.ofSeconds(3);

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

	private final BiFunction<Peer, Zone, Mono<Void>> client;

	private final EventLoop loop;

	private final Map<WireName, List<Peer>> peers;

	private final Map<Notice, Disposable.Swap> underWay = new ConcurrentHashMap<>();

	/**
	 * Creates the notifier.
	 * @param client tells one server once
	 * @param loop measures time
	 * @param peers who is told of a zone, by its name
	 */
	public Notifier(BiFunction<Peer, Zone, Mono<Void>> client, EventLoop loop, Map<WireName, List<Peer>> peers) {
		this.client = client;
		this.loop = loop;
		this.peers = Map.copyOf(peers);
	}

	@Override
	public void changed(@Nullable Zone previous, Zone zone) {
		if (previous != null && previous.serial() == zone.serial()) {
			return;
		}
		for (Peer peer : this.peers.getOrDefault(zone.origin(), List.of())) {
			this.underWay.computeIfAbsent(new Notice(zone.origin(), peer), (notice) -> Disposables.swap())
				.update(tell(peer, zone));
		}
	}

	private Disposable tell(Peer peer, Zone zone) {
		return this.loop.after(PAUSE)
			.then(Mono.defer(() -> this.client.apply(peer, zone)))
			.retryWhen(Retry.backoff(RETRIES, FIRST_WAIT).maxBackoff(LONGEST_WAIT).scheduler(this.loop.scheduler()))
			.subscribe(null, (ex) -> failed(peer, zone, ex), () -> logger.debug("Told " + peer + " of " + zone));
	}

	private static void failed(Peer peer, Zone zone, Throwable cause) {
		Throwable last = (cause.getCause() != null) ? cause.getCause() : cause;
		logger.warn("Cannot tell " + peer + " that it is " + zone + " now: " + last.getMessage());
	}

	@Override
	public void close() {
		this.underWay.values().forEach(Disposable::dispose);
	}

	private record Notice(WireName origin, Peer peer) {

	}

}
