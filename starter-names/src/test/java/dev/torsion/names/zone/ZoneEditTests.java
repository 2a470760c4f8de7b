package dev.torsion.names.zone;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.WireName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ZoneEdit}, {@link ZoneBuilder} and what they share.
 */
class ZoneEditTests {

	private static final WireName ORIGIN = name("example.org.");

	@Test
	void isTheZoneThatWouldHaveBeenBuiltOfTheSameRecords() {
		Random random = new Random(7);
		Zone zone = built(Map.of());
		Map<WireName, Map<Integer, RRset>> model = new HashMap<>();
		for (int step = 0; step < 300; step++) {
			ZoneEdit edit = zone.edit();
			for (int i = random.nextInt(4); i >= 0; i--) {
				WireName name = randomName(random);
				int type = List.of(RecordTypes.A, RecordTypes.NS, RecordTypes.DNAME, RecordTypes.TXT)
					.get(random.nextInt(4));
				if (random.nextBoolean()) {
					RRset set = RRset.of(type, 60, rdata(type));
					edit.put(name, set);
					model.computeIfAbsent(name, (key) -> new TreeMap<>()).put(type, set);
				}
				else {
					edit.remove(name, type);
					model.getOrDefault(name, new TreeMap<>()).remove(type);
				}
			}
			Zone before = zone;
			Map<String, String> seen = described(before);
			zone = edit.build();
			assertThat(described(zone)).isEqualTo(described(built(model)));
			assertThat(described(before)).as("the zone that was changed").isEqualTo(seen);
		}
	}

	@Test
	void growsToManyNames() {
		Zone zone = built(Map.of());
		for (int round = 0; round < 20; round++) {
			ZoneEdit edit = zone.edit();
			for (int i = 0; i < 500; i++) {
				edit.put(name("host" + (round * 500 + i) + ".example.org."),
						RRset.of(RecordTypes.A, 60, rdata(RecordTypes.A)));
			}
			zone = edit.build();
		}
		assertThat(zone.size()).isEqualTo(10_001);
		assertThat(zone.apex().children()).isEqualTo(10_000);
		for (int i = 0; i < 10_000; i++) {
			assertThat(zone.find(name("HOST" + i + ".Example.org."))).isNotNull();
		}
		assertThat(zone.find(name("host10000.example.org."))).isNull();
	}

	@Test
	void changesNothingIfNothingDiffers() {
		Zone zone = built(Map.of());
		assertThat(zone.edit().remove(name("nothing.example.org."), RecordTypes.A).build()).isSameAs(zone);
	}

	@Test
	void takesNoNameOfAnotherZone() {
		ZoneEdit edit = built(Map.of()).edit();
		assertThatExceptionOfType(ZoneException.class)
			.isThrownBy(() -> edit.put(name("example.com."), RRset.of(RecordTypes.A, 1, rdata(RecordTypes.A))))
			.withMessage("example.com. is not within the zone example.org.");
	}

	@Test
	void takesNoAliasBesideOtherRecords() {
		ZoneEdit edit = built(Map.of()).edit();
		WireName name = name("a.example.org.");
		edit.put(name, RRset.of(RecordTypes.A, 1, rdata(RecordTypes.A)));
		edit.put(name, RRset.of(RecordTypes.CNAME, 1, ORIGIN.toBytes()));
		assertThatExceptionOfType(ZoneException.class).isThrownBy(edit::build)
			.withMessage("a.example.org. has a CNAME record and others");
	}

	@Test
	void isNoZoneWithoutSoaOrWithTwo() throws Exception {
		assertThatExceptionOfType(ZoneException.class).isThrownBy(() -> new ZoneBuilder(ORIGIN).build())
			.withMessage("The zone example.org. has no SOA record");
		ZoneBuilder two = new ZoneBuilder(ORIGIN).add(soa(1)).add(soa(2));
		assertThatExceptionOfType(ZoneException.class).isThrownBy(two::build)
			.withMessage("The zone example.org. has more than one SOA record");
		assertThatExceptionOfType(ZoneException.class)
			.isThrownBy(() -> new ZoneBuilder(ORIGIN).add(record("a.example.org. 60 IN SOA . . 1 1 1 1 1")))
			.withMessage("a.example.org. has an SOA record, but is not the name of the zone");
	}

	@Test
	void givesASetTheLowestOfItsTtlsAndNoRecordTwice() {
		ZoneBuilder builder = new ZoneBuilder(ORIGIN).add(soa(1));
		builder.add(record("a.example.org. 60 IN A 192.0.2.1"));
		builder.add(record("a.example.org. 30 IN A 192.0.2.2"));
		builder.add(record("A.example.org. 90 IN A 192.0.2.1"));
		RRset set = builder.build().edit().set(name("a.example.org."), RecordTypes.A);
		assertThat(set).isNotNull().extracting(RRset::ttl, RRset::size).containsExactly(30, 2);
	}

	private static Zone built(Map<WireName, Map<Integer, RRset>> sets) {
		ZoneBuilder builder = new ZoneBuilder(ORIGIN).add(soa(1));
		sets.forEach((name, types) -> types
			.forEach((type, set) -> set.rdatas().forEach((rdata) -> builder.add(name, type, set.ttl(), rdata))));
		return builder.build();
	}

	private static Map<String, String> described(Zone zone) {
		Map<String, String> nodes = new TreeMap<>();
		for (ZoneNode node : zone) {
			List<String> sets = new ArrayList<>();
			node.sets().forEach((set) -> sets.add(set.type() + " " + set.ttl() + " " + set.size()));
			sets.sort(null);
			nodes.put(node.name().toString(), sets + " " + node.children() + " " + node.isCut() + " "
					+ node.isRedirected() + " " + node.isOccluded());
		}
		assertThat(nodes).hasSize(zone.size());
		return nodes;
	}

	private static WireName randomName(Random random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(4); i >= 0; i--) {
			text.append((char) ('a' + random.nextInt(3))).append('.');
		}
		return name(text + "example.org.");
	}

	private static byte[] rdata(int type) {
		return switch (type) {
			case RecordTypes.A -> new byte[] { 1, 2, 3, 4 };
			case RecordTypes.TXT -> new byte[] { 1, 'x' };
			default -> ORIGIN.toBytes();
		};
	}

	private static Record soa(int serial) {
		return record("example.org. 60 IN SOA ns.example.org. admin.example.org. " + serial + " 1 1 1 1");
	}

	private static Record record(String text) {
		String[] words = text.split(" ", 5);
		try {
			return Record.fromString(Name.fromString(words[0]), Type.value(words[3]), DClass.IN,
					Long.parseLong(words[1]), words[4], Name.root);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	static WireName name(String text) {
		try {
			return Records.name(Name.fromString(text));
		}
		catch (TextParseException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
