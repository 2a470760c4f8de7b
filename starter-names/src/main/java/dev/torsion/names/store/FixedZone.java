package dev.torsion.names.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Zone;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A zone that is there from the start and has no other version.
 *
 * @param view the view in which it is seen, {@code null} for all
 * @param zone the zone
 * @param source where it comes from, for the operator
 * @param since since when it is there
 */
public record FixedZone(@Nullable String view, Zone zone, String source, Instant since) implements ZoneSource {

	@Override
	public void start(ZoneTarget target) {
		target.publish(this.zone);
	}

	@Override
	public Collection<ZoneStatus> zones() {
		return List.of(status());
	}

	@Override
	public Mono<ZoneStatus> reload(WireName origin) {
		return origin.equals(this.zone.origin()) ? Mono.just(status()) : Mono.empty();
	}

	private ZoneStatus status() {
		return new ZoneStatus(this.zone.origin(), this.source, this.since, null);
	}

}
