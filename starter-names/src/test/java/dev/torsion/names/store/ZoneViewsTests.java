package dev.torsion.names.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

import dev.torsion.names.store.DnsView;
import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.SearchName;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneBuilder;
import dev.torsion.names.zone.ZoneSet;
import dev.torsion.names.zone.Zones;
import dev.torsion.net.address.AddressRanges;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ZoneViewsTests {

	private static final WireName ORIGIN = name("example.org.");

	private final Zones common = new Zones();

	private final ZoneViews views = new ZoneViews(this.common, List.of(view("inside", "10.0.0.0/8", Set.of()),
			view("both", "10.0.0.0/8", Set.of()), view("tls", "any", Set.of("names-tls"))));

	@Test
	void showsTheCommonZonesAsTheyAreWithoutViews() {
		this.common.publish(zone(1));
		assertThat(new ZoneViews(this.common, List.of()).zones(address("10.0.0.1"), "names-udp"))
			.isSameAs(this.common.current());
	}

	@Test
	void showsAViewItsOwnZones() {
		this.views.own("inside").publish(zone(7));
		assertThat(serial("10.1.2.3", "names-udp")).isEqualTo(7);
		assertThat(zone("192.0.2.1", "names-udp")).isNull();
	}

	@Test
	void hidesACommonZoneBehindOneOfTheView() {
		this.common.publish(zone(1));
		this.views.own("inside").publish(zone(7));
		assertThat(serial("10.1.2.3", "names-udp")).isEqualTo(7);
		assertThat(serial("192.0.2.1", "names-udp")).isEqualTo(1);
		this.views.own("inside").remove(ORIGIN);
		assertThat(serial("10.1.2.3", "names-udp")).isEqualTo(1);
	}

	@Test
	void hidesACommonZoneBehindOneThatIsNotToBeHad() {
		this.common.publish(zone(1));
		this.views.own("inside").withdraw(ORIGIN);
		SearchName name = new SearchName();
		name.load(ORIGIN);
		ZoneSet zones = this.views.zones(address("10.0.0.1"), "names-udp");
		assertThat(zones.find(name, RecordTypes.A)).isEqualTo(new ZoneSet.Slot(ORIGIN, null));
	}

	@Test
	void followsChangesOfBoth() {
		this.views.own("inside").publish(zone(7));
		assertThat(serial("10.1.2.3", "names-udp")).isEqualTo(7);
		this.views.own("inside").publish(zone(8));
		assertThat(serial("10.1.2.3", "names-udp")).isEqualTo(8);
		Zone other = new ZoneBuilder(name("other.org.")).add(name("other.org."), RecordTypes.SOA, 1, soa(3)).build();
		this.common.publish(other);
		assertThat(this.views.zones(address("10.0.0.1"), "names-udp").zone(name("other.org."))).isSameAs(other);
		ZoneSet zones = this.views.zones(address("10.0.0.1"), "names-udp");
		assertThat(this.views.zones(address("10.0.0.1"), "names-udp")).isSameAs(zones);
	}

	@Test
	void takesTheFirstViewThatMatches() {
		this.views.own("both").publish(zone(9));
		this.views.own("tls").publish(zone(5));
		assertThat(zone("10.0.0.1", "names-udp")).isNull();
		assertThat(zone("10.0.0.1", "names-tls")).isNull();
		assertThat(serial("192.0.2.1", "names-tls")).isEqualTo(5);
	}

	@Test
	void knowsItsViewsByName() {
		assertThat(this.views.own(null)).isSameAs(this.common);
		assertThatIllegalArgumentException().isThrownBy(() -> this.views.own("outside"));
	}

	private int serial(String client, String listener) {
		Zone zone = zone(client, listener);
		assertThat(zone).isNotNull();
		return zone.serial();
	}

	private @Nullable Zone zone(String client, String listener) {
		return this.views.zones(address(client), listener).zone(ORIGIN);
	}

	static Zone zone(int serial) {
		return new ZoneBuilder(ORIGIN).add(ORIGIN, RecordTypes.SOA, 1, soa(serial)).build();
	}

	private static byte[] soa(int serial) {
		byte[] soa = new byte[22];
		soa[5] = (byte) serial;
		return soa;
	}

	private static DnsView view(String name, String clients, Set<String> listeners) {
		return new DnsView(name, AddressRanges.of("test", List.of(clients)), listeners);
	}

	private static InetAddress address(String address) {
		try {
			return InetAddress.getByName(address);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static WireName name(String name) {
		return WireName.of(Name.fromConstantString(name).toWire());
	}

}
