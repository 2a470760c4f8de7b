package dev.torsion.names.store.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.torsion.names.zone.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Record;

import static dev.torsion.names.store.file.ZoneFixture.data;
import static dev.torsion.names.store.file.ZoneFixture.name;
import static dev.torsion.names.store.file.ZoneFixture.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What may be written in a zone file, RFC 1035 section 5 and those that add to it. */
class ZoneFileSyntaxTests {

	@TempDir
	Path folder;

	private ZoneFixture fixture = new ZoneFixture(Path.of("."));

	@BeforeEach
	void createFixture() {
		this.fixture = new ZoneFixture(this.folder);
	}

	@Test
	void continuesARecordWithinParentheses() throws IOException {
		LoadedZone loaded = this.fixture.loadAll("""
				$TTL 1h
				@ IN SOA ns hostmaster ( ; the numbers
					7       ; serial
					2h 15m  ; refresh and retry
					2w
					5m )    ; negative
				@ NS ns
				ns A (
				192.0.2.53 )
				""");
		assertThat(loaded.zone().serial()).isEqualTo(7);
		assertThat(loaded.zone().refresh()).isEqualTo(7200);
		assertThat(loaded.zone().expire()).isEqualTo(1209600);
		assertThat(data(loaded, "ns.example.org", "A")).containsExactly("192.0.2.53");
	}

	@Test
	void readsUnitsOfTtls() throws IOException {
		LoadedZone loaded = this.fixture.load("www 1w2d3h4m5s A 192.0.2.1\nftp 30 A 192.0.2.2\n");
		assertThat(records(loaded.zone(), "www.example.org", 1)).extracting(Record::getTTL)
			.containsExactly(604800L + 2 * 86400 + 3 * 3600 + 4 * 60 + 5);
		assertThat(records(loaded.zone(), "ftp.example.org", 1)).extracting(Record::getTTL).containsExactly(30L);
	}

	@Test
	void takesTheLastTtlWhereNoneIsGiven() throws IOException {
		LoadedZone loaded = this.fixture.loadAll("""
				@ 600 SOA ns hostmaster 7 7200 900 1209600 300
				@ NS ns
				ns 60 A 192.0.2.53
				www A 192.0.2.1
				""");
		assertThat(records(loaded.zone(), "example.org", 2)).extracting(Record::getTTL).containsExactly(600L);
		assertThat(records(loaded.zone(), "www.example.org", 1)).extracting(Record::getTTL).containsExactly(60L);
	}

	@Test
	void takesTheMinimumOfTheSoaWhereNoTtlIsGivenAtAll() throws IOException {
		LoadedZone loaded = this.fixture.loadAll("""
				@ SOA ns hostmaster 7 7200 900 1209600 300
				@ NS ns
				ns A 192.0.2.53
				""");
		assertThat(records(loaded.zone(), "example.org", 2)).extracting(Record::getTTL).containsExactly(300L);
	}

	@Test
	void takesClassAndTtlInEitherOrder() throws IOException {
		LoadedZone loaded = this.fixture.load("a IN 60 A 192.0.2.1\nb 60 IN A 192.0.2.2\nc in a 192.0.2.3\n");
		assertThat(data(loaded, "a.example.org", "A")).containsExactly("192.0.2.1");
		assertThat(data(loaded, "b.example.org", "A")).containsExactly("192.0.2.2");
		assertThat(data(loaded, "c.example.org", "A")).containsExactly("192.0.2.3");
	}

	@Test
	void knowsTheOriginByAnAtSign() throws IOException {
		LoadedZone loaded = this.fixture.load("$ORIGIN sub.example.org.\n@ MX 10 @\nmail A 192.0.2.1\n");
		assertThat(data(loaded, "sub.example.org", "MX")).containsExactly("10 sub.example.org.");
		assertThat(data(loaded, "mail.sub.example.org", "A")).containsExactly("192.0.2.1");
	}

	@Test
	void takesARelativeOriginAsBelowTheLast() throws IOException {
		LoadedZone loaded = this.fixture.load("$ORIGIN sub ; a comment\n$ORIGIN deep\nwww A 192.0.2.1\n");
		assertThat(data(loaded, "www.deep.sub.example.org", "A")).containsExactly("192.0.2.1");
	}

	@Test
	void keepsTheOwnerOfALineThatBeginsWithSpace() throws IOException {
		LoadedZone loaded = this.fixture.load("www A 192.0.2.1\n\n; nothing\n\tAAAA 2001:db8::1\n");
		assertThat(data(loaded, "www.example.org", "AAAA")).containsExactly("2001:db8:0:0:0:0:0:1");
	}

	@Test
	void readsEscapesInNames() throws IOException {
		LoadedZone loaded = this.fixture.load("a\\.b A 192.0.2.1\n\\000\\255\\032 A 192.0.2.2\n\\@ A 192.0.2.3\n");
		assertThat(data(loaded, "a\\.b.example.org", "A")).containsExactly("192.0.2.1");
		assertThat(data(loaded, "\\000\\255\\032.example.org", "A")).containsExactly("192.0.2.2");
		assertThat(data(loaded, "\\@.example.org", "A")).containsExactly("192.0.2.3");
	}

	@Test
	void readsEscapesInText() throws IOException {
		LoadedZone loaded = this.fixture.load("t TXT \"a\\\"b\\\\\\009;\" plain\n");
		assertThat(bytes(loaded, "t.example.org")).containsExactly(6, 'a', '"', 'b', '\\', 9, ';', 5, 'p', 'l', 'a',
				'i', 'n');
	}

	@Test
	void keepsTextBeyondAsciiAsItsBytes() throws IOException {
		byte[] letters = "ü€".getBytes(StandardCharsets.UTF_8);
		LoadedZone loaded = this.fixture.load("t TXT \"ü€\"\nü A 192.0.2.1\n");
		assertThat(bytes(loaded, "t.example.org")).hasSize(6).endsWith(letters);
		assertThat(data(loaded, "\\195\\188.example.org", "A")).containsExactly("192.0.2.1");
	}

	@Test
	void readsTextOfMoreThanOneString() throws IOException {
		String part = "x".repeat(255);
		LoadedZone loaded = this.fixture.load("t TXT ( \"" + part + "\"\n\t\"" + part + "\" )\n");
		assertThat(bytes(loaded, "t.example.org")).hasSize(512);
	}

	@Test
	void refusesAStringOfMoreThan255Bytes() {
		assertThatThrownBy(() -> this.fixture.load("t TXT \"" + "x".repeat(256) + "\"\n"))
			.isInstanceOf(ZoneFileException.class)
			.hasMessageStartingWith(this.fixture.path() + ":5: ");
	}

	@Test
	void generatesRecords() throws IOException {
		LoadedZone loaded = this.fixture.load("$GENERATE 1-5/2 host-$ A 10.0.0.$\n$GENERATE 8-9 p${0,3,d} PTR h$\n");
		assertThat(data(loaded, "host-5.example.org", "A")).containsExactly("10.0.0.5");
		assertThat(data(loaded, "host-2.example.org", "A")).isEmpty();
		assertThat(data(loaded, "p009.example.org", "PTR")).containsExactly("h9.example.org.");
	}

	@Test
	void refusesToGenerateWithoutEnd() {
		assertThatThrownBy(() -> this.fixture.load("$GENERATE 0-4294967295 h$ A 10.0.0.1\n"))
			.hasMessage(this.fixture.path() + ":5: $GENERATE makes more than 100000 records");
	}

	@Test
	void readsLinesOfOtherSystems() throws IOException {
		LoadedZone loaded = this.fixture.loadAll(ZoneFixture.HEAD.replace("\n", "\r\n") + "www A 192.0.2.1");
		assertThat(data(loaded, "www.example.org", "A")).containsExactly("192.0.2.1");
	}

	@Test
	void keepsTheCaseOfNames() throws IOException {
		LoadedZone loaded = this.fixture.load("WwW A 192.0.2.1\nm MX 5 MaIl\n");
		assertThat(loaded.zone().find(name("www.example.org"))).isNotNull()
			.satisfies((node) -> assertThat(node.name()).hasToString("WwW.example.org."));
		assertThat(data(loaded, "m.example.org", "MX")).containsExactly("5 MaIl.example.org.");
	}

	@Test
	void readsTheLongestNames() throws IOException {
		LoadedZone loaded = this.fixture.load("d.".repeat(120) + "d A 192.0.2.1\n");
		assertThat(data(loaded, "d.".repeat(121) + "example.org", "A")).containsExactly("192.0.2.1");
	}

	@Test
	void takesDirectivesWithinParenthesesForData() throws IOException {
		LoadedZone loaded = this.fixture.load("t TXT (\n$ORIGIN sub\n)\nwww A 192.0.2.1 ; (\n");
		assertThat(data(loaded, "t.example.org", "TXT")).containsExactly("$ORIGIN sub");
		assertThat(data(loaded, "www.example.org", "A")).containsExactly("192.0.2.1");
	}

	private static byte[] bytes(LoadedZone loaded, String name) {
		return Records.rdata(records(loaded.zone(), name, 16).get(0));
	}

}
