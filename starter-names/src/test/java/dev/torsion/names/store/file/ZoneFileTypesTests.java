package dev.torsion.names.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;

import dev.torsion.names.zone.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Type;

import static dev.torsion.names.store.file.ZoneFixture.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Data of all kinds of types, as on the wire. */
class ZoneFileTypesTests {

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
			// RFC 9460 appendix D.2, figures 2, 3, 4, 9 and 10: parameters in the order
			// of their numbers
			"HTTPS | 0 foo.example.com.                          | 000003666f6f076578616d706c6503636f6d00",
			"SVCB  | 1 .                                         | 000100",
			"SVCB  | 16 foo.example.com. port=53                 | 001003666f6f076578616d706c6503636f6d00000300020035",
			"SVCB  | 16 foo.example.org. ipv4hint=192.0.2.1 mandatory=ipv4hint,alpn alpn=h2,h3-19 "
					+ "| 001003666f6f076578616d706c65036f7267000000000400010004000100090268320568332d313900040004c0000201",
			"SVCB  | 16 foo.example.org. alpn=\"f\\\\\\\\oo\\\\,bar,h2\" "
					+ "| 001003666f6f076578616d706c65036f7267000001000c08665c6f6f2c626172026832",
			"LOC   | 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m | 00001613 8b3cf018 810cbce0 009895b8",
			"NAPTR | 100 10 \"S\" \"SIP+D2U\" \"\" _sip._udp.example.org. "
					+ "| 0064000a0153075349502b44325500045f736970045f756470076578616d706c65036f726700",
			"APL   | 1:192.168.32.0/21 !1:192.168.38.0/28        | 00011503c0a820 00011c83c0a826",
			"CAA   | 128 issue \"ca.example; policy=ev\" | 8005697373756563612e6578616d706c653b20706f6c6963793d6576",
			"TLSA  | 3 1 1 d2abde24 0d7cd3ee                      | 030101d2abde240d7cd3ee",
			"TYPE65280 | \\# 4 0a0000 01                          | 0a000001",
			"TYPE731   | \\# 0                                    | ''",
			"A         | \\# 4 C0000201                           | c0000201", })
	void readsDataOf(String type, String text, String wire) throws IOException {
		LoadedZone loaded = new ZoneFixture(this.folder).load("x " + type + " " + text + "\n");
		assertThat(records(loaded.zone(), "x.example.org", Type.value(type))).singleElement()
			.satisfies((data) -> assertThat(HexFormat.of().formatHex(Records.rdata(data)))
				.isEqualTo(wire.replace(" ", "").replace("'", "")));
	}

	@Test
	void readsDigestsOfZones() throws IOException {
		String digest = "ab".repeat(48);
		LoadedZone loaded = new ZoneFixture(this.folder).load("@ ZONEMD 7 1 1 ( " + digest + " )\n");
		assertThat(records(loaded.zone(), "example.org", 63)).singleElement()
			.satisfies((data) -> assertThat(HexFormat.of().formatHex(Records.rdata(data)))
				.isEqualTo("000000070101" + digest));
	}

	@Test
	void refusesUnknownDataOfAnotherLengthThanItTells() {
		assertThatThrownBy(() -> new ZoneFixture(this.folder).load("x TYPE65280 \\# 5 0a000001\n"))
			.isInstanceOf(ZoneFileException.class)
			.hasMessageContaining(".zone:5: ");
	}

	@Test
	void refusesTypesThatAreOnlyAskedFor() {
		assertThatThrownBy(() -> new ZoneFixture(this.folder).load("x TYPE252 \\# 0\n"))
			.isInstanceOf(ZoneFileException.class)
			.hasMessageContaining(".zone:5: ");
	}

}
