package dev.torsion.names.autoconfigure.health;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.torsion.names.store.ZoneSources.SourcedZone;
import dev.torsion.names.store.ZoneStatus;
import dev.torsion.names.zone.Zone;
import org.jspecify.annotations.Nullable;

/**
 * A zone, as operators see it.
 *
 * @param name its name
 * @param view the view in which it is seen, {@code null} for all
 * @param source where it comes from
 * @param serial the serial number of the version that is served, {@code null} if none is
 * @param names how many names that version has
 * @param since since when its source has it
 * @param problem why it is not served as its source has it now
 */
record ZoneDescriptor(String name, @Nullable String view, String source, @Nullable Long serial, int names,
		@Nullable Instant since, @Nullable String problem) {

	static ZoneDescriptor of(SourcedZone zone) {
		return of(zone.status(), zone.view(), zone.served());
	}

	static ZoneDescriptor of(ZoneStatus status, @Nullable String view, @Nullable Zone served) {
		return new ZoneDescriptor(status.origin().toString(), view, status.source(),
				(served != null) ? Integer.toUnsignedLong(served.serial()) : null, (served != null) ? served.size() : 0,
				status.since(), status.problem());
	}

	boolean isServed() {
		return this.serial != null;
	}

	String key() {
		return (this.view != null) ? this.name + " " + this.view : this.name;
	}

	/** What health tells. */
	Map<String, Object> details() {
		Map<String, Object> details = new LinkedHashMap<>();
		if (this.serial != null) {
			details.put("serial", this.serial);
		}
		if (this.since != null) {
			details.put("since", this.since);
		}
		if (this.problem != null) {
			details.put("problem", this.problem);
		}
		return details;
	}

}
