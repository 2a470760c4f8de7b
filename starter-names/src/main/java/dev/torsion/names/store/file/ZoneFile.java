package dev.torsion.names.store.file;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneException;
import dev.torsion.names.zone.ZoneLimits;

import org.springframework.core.io.Resource;

/**
 * A zone in a zone file, RFC 1035 section 5.
 *
 * @param origin the name of the zone
 * @param resource where the file is
 * @param includeAnywhere whether it may include files that are not below its own folder
 * @param limits how much a name may own without a warning
 */
public record ZoneFile(WireName origin, Resource resource, boolean includeAnywhere, ZoneLimits limits) {

	/**
	 * A zone in a zone file, whose names may own any number of records.
	 * @param origin the name of the zone
	 * @param resource where the file is
	 * @param includeAnywhere whether it may include files that are not below its own
	 * folder
	 */
	public ZoneFile(WireName origin, Resource resource, boolean includeAnywhere) {
		this(origin, resource, includeAnywhere, ZoneLimits.NONE);
	}

	/**
	 * Reads the file, a line at a time. Blocks.
	 * @return the zone, and what is odd about it
	 * @throws ZoneFileException if it makes no zone; it tells the file and the line
	 */
	public LoadedZone load() {
		return load(new HashMap<>());
	}

	/**
	 * Reads the file.
	 * @param stamps is made to tell what was read, even if that is no zone
	 */
	LoadedZone load(Map<Path, FileStamp> stamps) {
		stamps.clear();
		Warnings warnings = new Warnings();
		try (FileLines lines = new FileLines(this, stamps)) {
			Zone zone = new ZoneReader(this.origin, lines, warnings).read(-1).build();
			new ZoneChecks(zone, location(), this.limits, warnings).check();
			return new LoadedZone(zone, warnings.texts());
		}
		catch (ZoneException ex) {
			throw new ZoneFileException(location(), ex.getMessage(), ex);
		}
	}

	/**
	 * Where the file is.
	 * @return its path, or what describes it if it has none
	 */
	public String location() {
		return SourceFile.describe(this.resource);
	}

}
