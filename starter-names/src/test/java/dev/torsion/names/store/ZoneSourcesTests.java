package dev.torsion.names.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.torsion.names.store.DnsView;
import dev.torsion.names.store.ZoneSources.SourcedZone;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneException;
import dev.torsion.names.zone.Zones;
import dev.torsion.net.PortListener;
import dev.torsion.net.address.AddressRanges;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ZoneSourcesTests {

	private final Zones common = new Zones();

	private final ZoneViews views = new ZoneViews(this.common,
			List.of(new DnsView("inside", AddressRanges.NONE, Set.of())));

	@Test
	void startsBeforeTheFirstListener() {
		assertThat(sources().getPhase()).isLessThan(PortListener.PHASE);
	}

	@Test
	void servesTheZonesOfAllSources() {
		Zone zone = ZoneViewsTests.zone(1);
		Zone inside = ZoneViewsTests.zone(2);
		ZoneSources sources = sources(fixed(null, zone), fixed("inside", inside));
		assertThat(this.common.current().zones()).isEmpty();
		sources.start();
		assertThat(sources.isRunning()).isTrue();
		assertThat(this.common.current().zones()).containsExactly(zone);
		assertThat(this.views.own("inside").current().zones()).containsExactly(inside);
		assertThat(sources.zones()).extracting(SourcedZone::view).containsExactly(null, "inside");
		assertThat(sources.zones()).extracting(SourcedZone::served).containsExactly(zone, inside);
	}

	@Test
	void publishesThroughThePublisherWhatAllSee() {
		List<Zone> published = new ArrayList<>();
		Zone zone = ZoneViewsTests.zone(1);
		new ZoneSources(List.of(fixed(null, zone), fixed("inside", ZoneViewsTests.zone(2))), this.views, published::add)
			.start();
		assertThat(published).containsExactly(zone);
	}

	@Test
	void leavesAZoneToTheSourceThatHadItFirst() {
		Scripted first = new Scripted();
		Scripted second = new Scripted();
		sources(first, second).start();
		Zone zone = ZoneViewsTests.zone(1);
		first.target.publish(zone);
		assertThatExceptionOfType(ZoneException.class).isThrownBy(() -> second.target.publish(ZoneViewsTests.zone(2)));
		second.target.withdraw(zone.origin());
		second.target.remove(zone.origin());
		assertThat(this.common.current().zones()).containsExactly(zone);
		first.target.remove(zone.origin());
		assertThat(this.common.current().zones()).isEmpty();
		second.target.publish(zone);
		assertThat(this.common.current().zones()).containsExactly(zone);
	}

	@Test
	void readsAZoneAgainInAllViews() {
		Zone zone = ZoneViewsTests.zone(1);
		ZoneSources sources = sources(fixed(null, zone), fixed("inside", zone));
		assertThat(sources.reload(zone.origin()).collectList().block()).hasSize(2);
		assertThat(sources.reload(WireName.ROOT).collectList().block()).isEmpty();
	}

	@Test
	void stopsItsSources() {
		Scripted source = new Scripted();
		ZoneSources sources = sources(source);
		sources.start();
		sources.stop();
		assertThat(source.stopped).isTrue();
		assertThat(sources.isRunning()).isFalse();
	}

	private ZoneSources sources(ZoneSource... sources) {
		return new ZoneSources(List.of(sources), this.views, this.common::publish);
	}

	private static ZoneSource fixed(@Nullable String view, Zone zone) {
		return new FixedZone(view, zone, "test", Instant.EPOCH);
	}

	/** Does what the test does. */
	private static final class Scripted implements ZoneSource {

		private ZoneTarget target = new RecordingTarget();

		private boolean stopped;

		@Override
		public void start(ZoneTarget target) {
			this.target = target;
		}

		@Override
		public List<ZoneStatus> zones() {
			return List.of();
		}

		@Override
		public Mono<ZoneStatus> reload(WireName origin) {
			return Mono.empty();
		}

		@Override
		public void stop() {
			this.stopped = true;
		}

	}

}
