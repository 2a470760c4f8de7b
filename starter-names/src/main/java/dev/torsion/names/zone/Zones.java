package dev.torsion.names.zone;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import dev.torsion.names.wire.WireName;
import org.jspecify.annotations.Nullable;

/**
 * The zones that are served, swapped whole: a query sees those of one moment. Safe for
 * use by many threads.
 */
public final class Zones {

	private final List<ZoneListener> listeners = new CopyOnWriteArrayList<>();

	private final Overlay overlay;

	private volatile ZoneSet current = ZoneSet.NONE;

	/**
	 * Creates the zones, none.
	 */
	public Zones() {
		this((source) -> source);
	}

	/**
	 * Creates the zones, none.
	 * @param overlay what is laid over each that is published
	 */
	public Zones(Overlay overlay) {
		this.overlay = overlay;
	}

	/**
	 * The zones of this moment.
	 * @return the zones
	 */
	public ZoneSet current() {
		return this.current;
	}

	/**
	 * Serves a zone from now on, in the place of one of its name, with what is laid over
	 * it.
	 * @param source the zone as its source has it
	 */
	public void publish(Zone source) {
		Zone previous;
		Zone zone;
		synchronized (this) {
			previous = this.current.zone(source.origin());
			zone = this.overlay.over(source);
			this.current = this.current.with(zone);
		}
		this.listeners.forEach((listener) -> listener.changed(previous, zone));
	}

	/**
	 * Changes a zone, whatever it is at that moment.
	 * @param origin the name of the zone
	 * @param change makes the changed zone; quick, as no other zone is published
	 * meanwhile
	 * @return the changed zone; {@code null} if there is no zone to change
	 */
	public @Nullable Zone change(WireName origin, UnaryOperator<Zone> change) {
		Zone previous;
		Zone zone;
		synchronized (this) {
			previous = this.current.zone(origin);
			if (previous == null) {
				return null;
			}
			zone = change.apply(previous);
			this.current = this.current.with(zone);
		}
		this.listeners.forEach((listener) -> listener.changed(previous, zone));
		return zone;
	}

	/**
	 * Changes a zone, unless another change came first.
	 * @param expected the zone that is to be replaced
	 * @param zone the zone in its place
	 * @return whether it was replaced
	 */
	public boolean replace(Zone expected, Zone zone) {
		synchronized (this) {
			if (this.current.zone(zone.origin()) != expected) {
				return false;
			}
			this.current = this.current.with(zone);
		}
		this.listeners.forEach((listener) -> listener.changed(expected, zone));
		return true;
	}

	/**
	 * Answers for a zone with SERVFAIL until it is published.
	 * @param origin the name of the zone
	 */
	public synchronized void withdraw(WireName origin) {
		this.current = this.current.withUnavailable(origin);
	}

	/**
	 * Serves a zone no more.
	 * @param origin the name of the zone
	 */
	public synchronized void remove(WireName origin) {
		this.current = this.current.without(origin);
	}

	/**
	 * Tells of changes from now on.
	 * @param listener is told after a zone was published
	 */
	public void addListener(ZoneListener listener) {
		this.listeners.add(listener);
	}

	/** What has changed since a source was written, such as by updates. */
	@FunctionalInterface
	public interface Overlay {

		/**
		 * Lays the changes over a zone. Called while no other zone is published, so it
		 * must not block.
		 * @param source the zone as its source has it
		 * @return the zone as it is served
		 */
		Zone over(Zone source);

	}

	/** Is told when a zone has changed. */
	@FunctionalInterface
	public interface ZoneListener {

		/**
		 * A zone has changed; called by the thread that changed it.
		 * @param previous the zone before, {@code null} if there was none
		 * @param zone the zone now
		 */
		void changed(@Nullable Zone previous, Zone zone);

	}

}
