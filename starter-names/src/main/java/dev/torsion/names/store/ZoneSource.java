package dev.torsion.names.store;

import java.util.Collection;

import dev.torsion.names.wire.WireName;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Where zones come from. Declare a bean of this type to serve zones from elsewhere than
 * files, properties and tables; it is started before the server listens.
 */
public interface ZoneSource {

	/**
	 * The view in which its zones are seen.
	 * @return the name of the view; {@code null} if all see them
	 */
	default @Nullable String view() {
		return null;
	}

	/**
	 * Begins to give zones. What is to be had at once is given before this returns; it
	 * may block. A zone that should be there and cannot be had is withdrawn rather than
	 * waited for.
	 * @param target where the zones go, until {@link #stop()}; safe to use from any
	 * thread
	 */
	void start(ZoneTarget target);

	/**
	 * How its zones are.
	 * @return a state for each zone there is or should be
	 */
	Collection<ZoneStatus> zones();

	/**
	 * Reads a zone again now, whether it has changed or not.
	 * @param origin the name of the zone
	 * @return how it went; empty if the zone is not from here
	 */
	Mono<ZoneStatus> reload(WireName origin);

	/**
	 * Gives no more zones.
	 */
	default void stop() {
	}

}
