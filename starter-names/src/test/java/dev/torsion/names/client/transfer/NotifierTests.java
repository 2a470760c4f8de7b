package dev.torsion.names.client.transfer;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.torsion.names.session.control.Controlled;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.Zones;
import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of telling others that zones have changed.
 */
class NotifierTests {

	private static final WireName ORIGIN = Controlled.wire("example.org.");

	private static final Peer FIRST = new Peer(new InetSocketAddress("192.0.2.1", 53), null);

	private static final Peer SECOND = new Peer(new InetSocketAddress("192.0.2.2", 53), null);

	private final VirtualEventLoop loop = new VirtualEventLoop();

	private final List<String> told = new ArrayList<>();

	private final List<Peer> deaf = new ArrayList<>();

	private final Notifier notifier = new Notifier(this::tell, this.loop, Map.of(ORIGIN, List.of(FIRST, SECOND)));

	private final Zones zones = new Zones();

	NotifierTests() {
		this.zones.addListener(this.notifier);
	}

	@Test
	void tellsEachServerOfAChange() {
		publish(1);
		publish(2);
		this.loop.advance(Duration.ofHours(1));
		assertThat(this.told).containsExactly("192.0.2.1 2", "192.0.2.2 2");
	}

	@Test
	void tellsNobodyIfTheSerialNumberIsTheSame() {
		publish(1);
		this.loop.advance(Duration.ofHours(1));
		this.told.clear();
		publish(1);
		this.loop.advance(Duration.ofHours(1));
		assertThat(this.told).isEmpty();
	}

	@Test
	void tellsNobodyOfZonesThatNobodyWantsToHearOf() {
		this.zones.publish(Controlled.zone("$ORIGIN other.test.\n@ 300 SOA ns admin 1 1 1 1 1\n"));
		this.loop.advance(Duration.ofHours(1));
		assertThat(this.told).isEmpty();
	}

	@Test
	void triesAgainAndGivesUp() {
		this.deaf.add(FIRST);
		publish(1);
		this.loop.advance(Duration.ofSeconds(10));
		assertThat(this.told).filteredOn((line) -> line.startsWith("192.0.2.1")).hasSizeBetween(2, 4);
		this.loop.advance(Duration.ofHours(1));
		assertThat(this.told).filteredOn((line) -> line.startsWith("192.0.2.1")).hasSize(6);
		assertThat(this.told).filteredOn((line) -> line.startsWith("192.0.2.2")).hasSize(1);
	}

	@Test
	void tellsOnlyOfTheLastOfSeveralChanges() {
		this.deaf.add(FIRST);
		publish(1);
		this.loop.advance(Duration.ofSeconds(1));
		this.deaf.clear();
		publish(2);
		this.loop.advance(Duration.ofHours(1));
		assertThat(this.told).filteredOn((line) -> line.startsWith("192.0.2.1"))
			.containsExactly("192.0.2.1 1", "192.0.2.1 2");
	}

	@Test
	void isSilentWhenItIsClosed() {
		publish(1);
		this.notifier.close();
		this.loop.advance(Duration.ofHours(1));
		assertThat(this.told).isEmpty();
	}

	private void publish(int serial) {
		this.zones.publish(Controlled.zone("$ORIGIN example.org.\n@ 300 SOA ns admin %d 1 1 1 1\n".formatted(serial)));
	}

	private Mono<Void> tell(Peer peer, Zone zone) {
		this.told.add(peer.address().getAddress().getHostAddress() + " " + zone.serial());
		return this.deaf.contains(peer) ? Mono.error(new TransferException("It is deaf")) : Mono.empty();
	}

}
