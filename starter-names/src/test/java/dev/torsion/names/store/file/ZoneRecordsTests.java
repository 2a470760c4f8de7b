package dev.torsion.names.store.file;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Record;

import static dev.torsion.names.store.file.ZoneFixture.data;
import static dev.torsion.names.store.file.ZoneFixture.name;
import static dev.torsion.names.store.file.ZoneFixture.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ZoneRecordsTests {

	private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(4_000_000_000L), ZoneOffset.UTC);

	@Test
	void readsARecordALine() {
		LoadedZone loaded = load("www 300 A 10.0.0.5", "@ MX 10 mail", "mail A 10.0.0.6", "*.dev CNAME www");
		assertThat(records(loaded.zone(), "www.lan.example", 1)).extracting(Record::getTTL).containsExactly(300L);
		assertThat(data(loaded, "lan.example", "MX")).containsExactly("10 mail.lan.example.");
		assertThat(records(loaded.zone(), "mail.lan.example", 1)).extracting(Record::getTTL).containsExactly(3600L);
		assertThat(data(loaded, "*.dev.lan.example", "CNAME")).containsExactly("www.lan.example.");
	}

	@Test
	void makesUpSoaAndNameServer() {
		LoadedZone loaded = load("www A 10.0.0.5");
		assertThat(data(loaded, "lan.example", "NS")).containsExactly("lan.example.");
		assertThat(data(loaded, "lan.example", "SOA"))
			.containsExactly("lan.example. nobody.invalid. 4000000000 7200 900 1209600 300");
		assertThat(loaded.warnings()).isEmpty();
	}

	@Test
	void keepsSoaAndNameServerThatAreGiven() {
		LoadedZone loaded = load("@ NS ns.provider.example.", "@ SOA a b 1 2 3 4 5");
		assertThat(data(loaded, "lan.example", "NS")).containsExactly("ns.provider.example.");
		assertThat(data(loaded, "lan.example", "SOA")).containsExactly("a.lan.example. b.lan.example. 1 2 3 4 5");
	}

	@Test
	void namesTheGivenNameServerInTheSoaItMakesUp() {
		LoadedZone loaded = load("@ NS ns.provider.example.");
		assertThat(data(loaded, "lan.example", "SOA")).singleElement()
			.asString()
			.startsWith("ns.provider.example. nobody.invalid. ");
	}

	@Test
	void makesAZoneOfNothing() {
		assertThat(load().zone().size()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "www A wrong", "www CNAME x", "t TXT ( open", "$INCLUDE /etc/passwd", "$ORIGIN x",
			"a A 1.2.3.4\nb A 1.2.3.5" })
	void tellsWhichLineIsWrong(String line) {
		assertThatThrownBy(() -> load("www A 10.0.0.5", line)).isInstanceOf(ZoneFileException.class)
			.hasMessageStartingWith("records[1] of zone lan.example.: ");
	}

	private static LoadedZone load(String... lines) {
		return new ZoneRecords(name("lan.example"), List.of(lines)).load(CLOCK);
	}

}
