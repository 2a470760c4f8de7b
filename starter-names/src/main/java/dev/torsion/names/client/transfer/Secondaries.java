package dev.torsion.names.client.transfer;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.torsion.names.store.SecondaryFiles;
import dev.torsion.names.store.ZoneStatus;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Zones;
import dev.torsion.net.EventLoop;
import dev.torsion.net.NetworkConnector;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * The zones that are copied from other servers. Safe for use by many threads.
 */
public final class Secondaries implements SmartLifecycle {

	/** After what makes connections, and before what answers queries. */
	private static final int PHASE = NetworkConnector.PHASE + 1024;

	private final Map<WireName, SecondaryZone> zones;

	private volatile boolean running;

	/**
	 * Creates the zones.
	 * @param secondaries the zones
	 * @param client fetches them
	 * @param zones where they are served
	 * @param files where they are kept
	 * @param loop measures time
	 */
	public Secondaries(Collection<Secondary> secondaries, TransferClient client, Zones zones, SecondaryFiles files,
			EventLoop loop) {
		this(secondaries, new SecondaryZone.Services(client::fetch, zones, files, loop, Clock.systemUTC()),
				new SecondaryTimes(() -> ThreadLocalRandom.current().nextDouble()));
	}

	Secondaries(Collection<Secondary> secondaries, SecondaryZone.Services services, SecondaryTimes times) {
		this.zones = secondaries.stream()
			.collect(Collectors.toUnmodifiableMap(Secondary::origin, Function.identity()))
			.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey,
					(entry) -> new SecondaryZone(entry.getValue(), services, times)));
	}

	/**
	 * A zone by its name.
	 * @param origin the name
	 * @return the zone, {@code null} if it is not copied from others
	 */
	public @Nullable Secondary find(WireName origin) {
		SecondaryZone zone = this.zones.get(origin);
		return (zone != null) ? zone.secondary() : null;
	}

	/**
	 * How the zones are.
	 * @return a state for each
	 */
	public Collection<ZoneStatus> statuses() {
		return this.zones.values().stream().map(SecondaryZone::status).toList();
	}

	/**
	 * Somebody who may tells that a zone has changed: it is checked at once.
	 * @param origin the name of the zone
	 */
	public void notified(WireName origin) {
		SecondaryZone zone = this.zones.get(origin);
		if (zone != null) {
			zone.notified();
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.zones.values().forEach(SecondaryZone::start);
	}

	@Override
	public void stop() {
		this.running = false;
		this.zones.values().forEach(SecondaryZone::stop);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
