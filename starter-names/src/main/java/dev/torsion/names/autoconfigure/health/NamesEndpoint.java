package dev.torsion.names.autoconfigure.health;

import java.util.Comparator;
import java.util.List;

import dev.torsion.names.zone.Records;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The {@code dns} actuator endpoint: the zones with their serial numbers and sources, and
 * the order to read one again.
 */
@Endpoint(id = "dns", defaultAccess = Access.READ_ONLY)
public final class NamesEndpoint {

	/** The most zones that are shown; each can be asked for by its name. */
	static final int MAX_ZONES = 1000;

	private static final Comparator<ZoneDescriptor> ORDER = Comparator.comparing(ZoneDescriptor::key);

	private final AllZones zones;

	NamesEndpoint(AllZones zones) {
		this.zones = zones;
	}

	@ReadOperation
	Zones zones() {
		List<ZoneDescriptor> all = this.zones.describe().stream().sorted(ORDER).toList();
		return new Zones(all.size(), all.stream().limit(MAX_ZONES).toList());
	}

	@ReadOperation
	@Nullable Zones zone(@Selector String zone) {
		List<ZoneDescriptor> found = find(zone);
		return found.isEmpty() ? null : new Zones(found.size(), found);
	}

	@WriteOperation
	Mono<Zones> reload() {
		return this.zones.sources().reload().then(Mono.fromCallable(this::zones));
	}

	@WriteOperation
	Mono<Zones> reload(@Selector String zone) {
		Name name = name(zone);
		return (name == null) ? Mono.empty()
				: this.zones.sources().reload(Records.name(name)).collectList().flatMap((read) -> {
					List<ZoneDescriptor> found = find(zone);
					return read.isEmpty() ? Mono.empty() : Mono.just(new Zones(found.size(), found));
				});
	}

	private List<ZoneDescriptor> find(String zone) {
		Name name = name(zone);
		return (name == null) ? List.of()
				: this.zones.describe()
					.stream()
					.filter((each) -> Name.fromConstantString(each.name()).equals(name))
					.sorted(ORDER)
					.toList();
	}

	private static @Nullable Name name(String zone) {
		try {
			return Name.fromString(zone, Name.root);
		}
		catch (TextParseException ex) {
			return null;
		}
	}

	record Zones(int count, List<ZoneDescriptor> zones) {

	}

}
