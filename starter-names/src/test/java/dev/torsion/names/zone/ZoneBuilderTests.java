package dev.torsion.names.zone;

import java.nio.ByteBuffer;
import java.util.List;

import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.WireName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ZoneBuilderTests {

	private static final int TXT = 16;

	private static final WireName ORIGIN = name("example.org.");

	private static final WireName WWW = name("www.example.org.");

	@Test
	void keepsAllRecordsOfABigSetInTheirOrder() {
		ZoneBuilder builder = new ZoneBuilder(ORIGIN);
		for (int i = 0; i < 2000; i++) {
			builder.add(WWW, RecordTypes.A, 300, address(i));
			builder.add(WWW, RecordTypes.AAAA, 300, new byte[16]);
		}
		List<RRset> sets = builder.sets(WWW);
		assertThat(sets).extracting(RRset::type).containsExactly(RecordTypes.A, RecordTypes.AAAA);
		assertThat(sets.get(0).size()).isEqualTo(2000);
		assertThat(sets.get(0).rdatas().get(1999)).isEqualTo(address(1999));
		assertThat(sets.get(1).size()).isEqualTo(1);
	}

	@Test
	void doesNotAddARecordTwice() {
		ZoneBuilder builder = new ZoneBuilder(ORIGIN);
		for (int i = 0; i < 200; i++) {
			builder.add(WWW, RecordTypes.A, 300, address(i % 100));
		}
		assertThat(builder.sets(WWW).get(0).size()).isEqualTo(100);
	}

	@Test
	void givesAllRecordsOfATypeTheLowestTtl() {
		ZoneBuilder builder = new ZoneBuilder(ORIGIN).add(WWW, RecordTypes.A, 300, address(1));
		assertThat(builder.ttl(WWW, RecordTypes.A)).isEqualTo(300);
		builder.add(WWW, RecordTypes.A, 60, address(2)).add(WWW, RecordTypes.A, 600, address(3));
		assertThat(builder.ttl(WWW, RecordTypes.A)).isEqualTo(60);
		assertThat(builder.ttl(WWW, TXT)).isEqualTo(-1);
		assertThat(builder.sets(WWW).get(0).ttl()).isEqualTo(60);
	}

	@Test
	void doesNotChangeWhatItHasShown() {
		ZoneBuilder builder = new ZoneBuilder(ORIGIN).add(WWW, RecordTypes.A, 300, address(1));
		RRset shown = builder.add(WWW, RecordTypes.A, 300, address(2)).sets(WWW).get(0);
		builder.add(WWW, RecordTypes.A, 60, address(3));
		assertThat(shown.size()).isEqualTo(2);
		assertThat(shown.ttl()).isEqualTo(300);
	}

	@Test
	void refusesASecondAlias() {
		byte[] target = name("a.example.").toBytes();
		ZoneBuilder builder = new ZoneBuilder(ORIGIN).add(WWW, RecordTypes.CNAME, 300, target);
		builder.add(WWW, RecordTypes.CNAME, 300, target);
		assertThatExceptionOfType(ZoneException.class)
			.isThrownBy(() -> builder.add(WWW, RecordTypes.CNAME, 300, name("b.example.").toBytes()))
			.withMessageContaining("more than one CNAME");
	}

	@Test
	void refusesMoreRecordsOfATypeThanItsLimit() {
		ZoneBuilder builder = new ZoneBuilder(ORIGIN, new ZoneLimits(2, 0)).add(WWW, RecordTypes.A, 300, address(1))
			.add(WWW, RecordTypes.A, 300, address(2))
			.add(WWW, RecordTypes.A, 300, address(2));
		assertThatExceptionOfType(ZoneException.class)
			.isThrownBy(() -> builder.add(WWW, RecordTypes.A, 300, address(3)))
			.withMessage("www.example.org. has more than 2 A records");
	}

	@Test
	void refusesMoreTypesAtANameThanItsLimit() {
		ZoneBuilder builder = new ZoneBuilder(ORIGIN, new ZoneLimits(0, 2)).add(WWW, RecordTypes.A, 300, address(1))
			.add(WWW, TXT, 300, new byte[1]);
		assertThatExceptionOfType(ZoneException.class)
			.isThrownBy(() -> builder.add(WWW, RecordTypes.AAAA, 300, new byte[16]))
			.withMessage("www.example.org. has records of more than 2 types");
	}

	@Test
	void limitsWhatAChangeMakes() {
		List<RRset> sets = List.of(RRset.of(RecordTypes.A, 300, address(1)).with(address(2), 300),
				RRset.of(TXT, 300, new byte[1]));
		new ZoneLimits(2, 2).check(WWW, sets);
		ZoneLimits.NONE.check(WWW, sets);
		assertThatExceptionOfType(ZoneException.class).isThrownBy(() -> new ZoneLimits(1, 2).check(WWW, sets));
		assertThatExceptionOfType(ZoneException.class).isThrownBy(() -> new ZoneLimits(2, 1).check(WWW, sets));
	}

	private static byte[] address(int number) {
		return ByteBuffer.allocate(4).putInt(number).array();
	}

	private static WireName name(String name) {
		return WireName.of(Name.fromConstantString(name).toWire());
	}

}
