package dev.torsion.names.store;

import java.net.InetAddress;
import java.util.List;

import dev.torsion.names.store.DnsView;
import dev.torsion.names.zone.ZoneSet;
import dev.torsion.names.zone.Zones;
import org.jspecify.annotations.Nullable;

/**
 * The zones that each view sees: its own, and those that all see unless one of its own
 * has the same name. Without views it costs a query nothing. Safe for use by many
 * threads.
 */
public final class ZoneViews {

	private final Zones common;

	private final View[] views;

	/**
	 * Creates the views.
	 * @param common the zones that all see
	 * @param views the views; the first that matches a query is the one it sees
	 */
	public ZoneViews(Zones common, List<DnsView> views) {
		this.common = common;
		this.views = views.stream().map((view) -> new View(view, common)).toArray(View[]::new);
	}

	/**
	 * The zones for a client.
	 * @param client the address of the client
	 * @param listener the name of the listener
	 * @return the zones of this moment
	 */
	public ZoneSet zones(InetAddress client, String listener) {
		for (View view : this.views) {
			if (view.view.matches(client, listener)) {
				return view.zones();
			}
		}
		return this.common.current();
	}

	/**
	 * The zones of a view's own.
	 * @param view the name of the view; {@code null} for the zones that all see
	 * @return the zones, to be changed
	 * @throws IllegalArgumentException if there is no view of this name
	 */
	public Zones own(@Nullable String view) {
		if (view == null) {
			return this.common;
		}
		for (View each : this.views) {
			if (each.view.name().equals(view)) {
				return each.own;
			}
		}
		throw new IllegalArgumentException("There is no view '" + view + "'");
	}

	/**
	 * One view, with its zones laid over the others, anew whenever one of both changes.
	 */
	private static final class View {

		private final DnsView view;

		private final Zones common;

		private final Zones own = new Zones();

		private volatile Merged merged = new Merged(ZoneSet.NONE, ZoneSet.NONE, ZoneSet.NONE);

		View(DnsView view, Zones common) {
			this.view = view;
			this.common = common;
		}

		ZoneSet zones() {
			ZoneSet below = this.common.current();
			ZoneSet above = this.own.current();
			Merged last = this.merged;
			if (last.below != below || last.above != above) {
				last = new Merged(below, above, below.with(above));
				this.merged = last;
			}
			return last.both;
		}

	}

	private record Merged(ZoneSet below, ZoneSet above, ZoneSet both) {

	}

}
