package dev.torsion.names.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneException;
import dev.torsion.names.zone.Zones;
import dev.torsion.net.PortListener;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.context.SmartLifecycle;

/**
 * All sources of zones. They are started before the first listener listens, so that no
 * query finds a zone missing that is to be had. A zone is from the first source that
 * gives it.
 */
public final class ZoneSources implements SmartLifecycle {

	private final List<ZoneSource> sources;

	private final ZoneViews views;

	private final ZonePublisher publisher;

	private final Map<ZoneKey, ZoneSource> owners = new ConcurrentHashMap<>();

	private volatile boolean running;

	/**
	 * Creates the sources, not started yet.
	 * @param sources the sources; of two that have the same zone the first wins
	 * @param views where the zones are seen
	 * @param publisher serves those that all see
	 */
	public ZoneSources(List<ZoneSource> sources, ZoneViews views, ZonePublisher publisher) {
		this.sources = List.copyOf(sources);
		this.views = views;
		this.publisher = publisher;
	}

	/**
	 * The zones there are or should be.
	 * @return the zones, with their states
	 */
	public List<SourcedZone> zones() {
		return this.sources.stream()
			.flatMap((source) -> source.zones()
				.stream()
				.map((status) -> new SourcedZone(source.view(), status, served(source.view(), status))))
			.toList();
	}

	private @Nullable Zone served(@Nullable String view, ZoneStatus status) {
		return this.views.own(view).current().zone(status.origin());
	}

	/**
	 * Reads a zone again now, in all views.
	 * @param origin the name of the zone
	 * @return how it went in each view; empty if there is no such zone
	 */
	public Flux<ZoneStatus> reload(WireName origin) {
		return Flux.fromIterable(this.sources).concatMap((source) -> source.reload(origin));
	}

	/**
	 * Reads all zones again now, one after another.
	 * @return how it went for each
	 */
	public Flux<ZoneStatus> reload() {
		return Flux.fromIterable(this.sources)
			.concatMap((source) -> Flux.fromIterable(source.zones())
				.concatMap((status) -> source.reload(status.origin())));
	}

	@Override
	public void start() {
		this.running = true;
		this.sources.forEach((source) -> source.start(new Target(source)));
	}

	@Override
	public void stop() {
		this.sources.forEach(ZoneSource::stop);
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PortListener.PHASE - 1;
	}

	/**
	 * A zone of a source.
	 *
	 * @param view the view in which it is seen, {@code null} for all
	 * @param status how it is
	 * @param served the version that is served, {@code null} if none is
	 */
	public record SourcedZone(@Nullable String view, ZoneStatus status, @Nullable Zone served) {

	}

	private record ZoneKey(@Nullable String view, WireName origin) {

	}

	/** Where one source puts its zones. */
	private final class Target implements ZoneTarget {

		private final ZoneSource source;

		private final Zones zones;

		Target(ZoneSource source) {
			this.source = source;
			this.zones = ZoneSources.this.views.own(source.view());
		}

		@Override
		public void publish(Zone zone) {
			if (!claim(zone.origin())) {
				throw new ZoneException("The zone " + zone.origin() + " is there already, from another source");
			}
			if (this.source.view() == null) {
				ZoneSources.this.publisher.publish(zone);
			}
			else {
				this.zones.publish(zone);
			}
		}

		@Override
		public void withdraw(WireName origin) {
			if (claim(origin)) {
				this.zones.withdraw(origin);
			}
		}

		@Override
		public void remove(WireName origin) {
			if (ZoneSources.this.owners.remove(key(origin), this.source)) {
				this.zones.remove(origin);
			}
		}

		private boolean claim(WireName origin) {
			ZoneSource owner = ZoneSources.this.owners.putIfAbsent(key(origin), this.source);
			return owner == null || owner == this.source;
		}

		private ZoneKey key(WireName origin) {
			return new ZoneKey(this.source.view(), origin);
		}

	}

}
