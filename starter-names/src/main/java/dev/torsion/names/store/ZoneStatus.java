package dev.torsion.names.store;

import java.time.Instant;

import dev.torsion.names.wire.WireName;
import org.jspecify.annotations.Nullable;

/**
 * How a zone and its source stand to each other, for health.
 *
 * @param origin the name of the zone
 * @param source where it comes from, for the operator
 * @param since since when the version is served that is; {@code null} if none is to be
 * had
 * @param problem why the zone is not served as its source has it now, {@code null} if it
 * is
 */
public record ZoneStatus(WireName origin, String source, @Nullable Instant since, @Nullable String problem) {

	/**
	 * A zone that is not to be had so far.
	 * @param origin the name of the zone
	 * @param source where it should come from
	 * @param problem why it does not
	 * @return the state
	 */
	public static ZoneStatus missing(WireName origin, String source, String problem) {
		return new ZoneStatus(origin, source, null, problem);
	}

	/**
	 * The same zone, of which there is a version that cannot be served.
	 * @param reason why it cannot
	 * @return the state
	 */
	public ZoneStatus broken(String reason) {
		return new ZoneStatus(this.origin, this.source, this.since, reason);
	}

}
