package dev.torsion.names.autoconfigure.zones;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.torsion.names.autoconfigure.ZoneProperties;
import dev.torsion.names.store.FixedZone;
import dev.torsion.names.store.ZoneSource;
import dev.torsion.names.store.file.LoadedZone;
import dev.torsion.names.store.file.WatchedZone;
import dev.torsion.names.store.file.ZoneFile;
import dev.torsion.names.store.file.ZoneFileException;
import dev.torsion.names.store.file.ZoneRecords;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.ZoneLimits;
import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * The zones of {@code network.names.zones} that have files or records. Those with
 * primaries are another's.
 */
final class ConfiguredZones {

	private static final String CLASSPATH = "classpath:";

	private static final Log logger = LogFactory.getLog(ConfiguredZones.class);

	private final StoreProperties properties;

	private final ZoneLimits limits;

	private final EventLoop loop;

	private final boolean elsewhere;

	private final Clock clock = Clock.systemUTC();

	/**
	 * Creates them.
	 * @param elsewhere whether zones may be from beans or the database, so that what
	 * properties tell of them is who may do what
	 */
	ConfiguredZones(StoreProperties properties, ZoneLimits limits, EventLoop loop, boolean elsewhere) {
		this.properties = properties;
		this.limits = limits;
		this.loop = loop;
		this.elsewhere = elsewhere;
	}

	List<ZoneSource> sources(List<ZoneProperties> zones) {
		List<ZoneSource> sources = new ArrayList<>();
		Set<List<Object>> names = new HashSet<>();
		for (ZoneProperties zone : zones) {
			WireName origin = origin(zone);
			checkKind(zone);
			checkView(zone);
			if (!names.add(List.of(origin, String.valueOf(zone.view())))) {
				throw failure(zone, "is there twice.", "Leave one of the two out, or give them different views.");
			}
			if (StringUtils.hasText(zone.file())) {
				sources.add(new WatchedZone(zone.view(), file(origin, zone.file()),
						new WatchedZone.Watch(this.properties.reloadInterval(), this.loop, this.clock)));
			}
			else if (!zone.records().isEmpty()) {
				sources.add(records(origin, zone));
			}
		}
		return sources;
	}

	private ZoneFile file(WireName origin, String location) {
		Resource resource = location.startsWith(CLASSPATH)
				? new ClassPathResource(location.substring(CLASSPATH.length())) : new FileSystemResource(location);
		return new ZoneFile(origin, resource, this.properties.includeAnywhere(), this.limits);
	}

	private ZoneSource records(WireName origin, ZoneProperties zone) {
		try {
			LoadedZone loaded = new ZoneRecords(origin, zone.records()).load(this.clock);
			loaded.warnings().forEach(logger::warn);
			return new FixedZone(zone.view(), loaded.zone(), "network.names.zones", this.clock.instant());
		}
		catch (ZoneFileException ex) {
			throw failure(zone, "has a record that is none: " + ex.getMessage(),
					"Write records as in a zone file, such as 'www 300 A 10.0.0.5': a name, a TTL unless it is 3600, "
							+ "a type and data. Names are relative to that of the zone, which is '@'.");
		}
	}

	private static WireName origin(ZoneProperties zone) {
		try {
			return Records.name(Name.fromString(zone.name(), Name.root));
		}
		catch (TextParseException ex) {
			throw failure(zone, "has no name of a domain: " + ex.getMessage() + ".",
					"Name it as 'example.org', or '.' for the root.");
		}
	}

	private void checkKind(ZoneProperties zone) {
		long kinds = Stream.of(StringUtils.hasText(zone.file()), !zone.records().isEmpty(), !zone.primaries().isEmpty())
			.filter((kind) -> kind)
			.count();
		if (kinds > 1 || (kinds == 0 && !this.elsewhere)) {
			throw failure(zone,
					"has " + ((kinds == 0) ? "neither a file nor records nor primaries."
							: "more than one of file, records and primaries."),
					"Say where its records are: 'file' names a zone file, 'records' are the records themselves, "
							+ "and 'primaries' are the servers to copy it from. "
							+ "For zones of the database set network.names.database.enabled.");
		}
	}

	private void checkView(ZoneProperties zone) {
		if (zone.view() == null) {
			return;
		}
		if (this.properties.views().stream().noneMatch((view) -> view.name().equals(zone.view()))) {
			throw failure(zone, "is for the view '" + zone.view() + "', which is not there.",
					"Add the view to network.names.views, or leave 'view' out for a zone that all see.");
		}
		if (!zone.primaries().isEmpty()) {
			throw failure(zone, "has both primaries and a view.",
					"Leave 'view' out: zones that are copied from other servers are seen by all.");
		}
	}

	private static FailureAnalyzedException failure(ZoneProperties zone, String problem, String action) {
		return new FailureAnalyzedException("The zone '" + zone.name() + "' of network.names.zones " + problem, action);
	}

}
