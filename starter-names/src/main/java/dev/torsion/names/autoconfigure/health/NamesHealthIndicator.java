package dev.torsion.names.autoconfigure.health;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Up while there is a version of every zone to answer from, even if it is not the latest.
 */
final class NamesHealthIndicator extends AbstractHealthIndicator {

	/** The most zones that are shown, those with a problem first. */
	static final int MAX_ZONES = 100;

	private final AllZones zones;

	NamesHealthIndicator(AllZones zones) {
		super("Failed to look at the zones");
		this.zones = zones;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<ZoneDescriptor> zones = this.zones.describe();
		boolean up = zones.stream().allMatch(ZoneDescriptor::isServed);
		Map<String, Object> shown = new LinkedHashMap<>();
		zones.stream()
			.sorted(Comparator.comparing((ZoneDescriptor zone) -> zone.problem() == null)
				.thenComparing(ZoneDescriptor::key))
			.limit(MAX_ZONES)
			.forEach((zone) -> shown.put(zone.key(), zone.details()));
		builder.status(up ? Status.UP : Status.DOWN).withDetail("count", zones.size()).withDetail("zones", shown);
	}

}
