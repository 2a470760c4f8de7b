package dev.torsion.names.store.file;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a zone and its file stand to each other, for health.
 *
 * @param loaded what is served
 * @param since since when it is served
 * @param problem why the file as it is now is not served, {@code null} if it is
 */
public record ZoneFileStatus(LoadedZone loaded, Instant since, @Nullable String problem) {

	ZoneFileStatus broken(String reason) {
		return new ZoneFileStatus(this.loaded, this.since, reason);
	}

}
