package dev.torsion.names.store.file;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Record;

import static dev.torsion.names.store.file.ZoneFixture.HEAD;
import static dev.torsion.names.store.file.ZoneFixture.data;
import static dev.torsion.names.store.file.ZoneFixture.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is wrong or odd in a zone file, and how the operator learns of it. */
class ZoneFileChecksTests {

	@TempDir
	Path folder;

	private ZoneFixture fixture = new ZoneFixture(Path.of("."));

	@BeforeEach
	void createFixture() {
		this.fixture = new ZoneFixture(this.folder);
	}

	@ParameterizedTest
	@ValueSource(strings = { "www A 192.0.2.256", "www A", "www A 192.0.2.1 more", "www NOTYPE x", "$NONSENSE x",
			"www 300 TYPE0 \\# 0", "www TXT \"open", "www MX mail", "www CNAME a..b", "www AAAA 192.0.2.1",
			"$TTL never", "www CAA 0 issue", "www LOC nowhere", "www DS 1 2 3 zz", "www SVCB 1 . port=http",
			"www HTTPS 1 . alpn=h2 alpn=h3", "$GENERATE 5-1 h$ A 10.0.0.1", "$GENERATE 1-2 h$ TXT x", "$INCLUDE",
			"$ORIGIN a..b", "\\999 A 192.0.2.1", "www CH A 192.0.2.1" })
	void tellsFileAndLineOf(String line) {
		assertThatThrownBy(() -> this.fixture.load("before A 192.0.2.1\n" + line + "\n"))
			.isInstanceOf(ZoneFileException.class)
			.hasMessageStartingWith(this.fixture.path() + ":6: ")
			.hasMessageNotContaining("<none>");
	}

	@Test
	void tellsOfALabelOfMoreThan63Bytes() {
		assertThatThrownBy(() -> this.fixture.load("x".repeat(64) + " A 192.0.2.1\n"))
			.isInstanceOf(ZoneFileException.class)
			.hasMessageStartingWith(this.fixture.path() + ":5: ");
	}

	@Test
	void tellsOfAParenthesisThatStaysOpen() {
		assertThatThrownBy(() -> this.fixture.load("www TXT ( a\nmail A 192.0.2.1\n"))
			.hasMessage(this.fixture.path() + ":7: A parenthesis is not closed");
	}

	@Test
	void tellsOfALineThatHasNoEnd() {
		assertThatThrownBy(() -> this.fixture.load("; " + "x".repeat(400_000) + "\n"))
			.hasMessage(this.fixture.path() + ":5: A line is too long");
	}

	@Test
	void needsAnSoa() {
		assertThatThrownBy(() -> this.fixture.loadAll("$TTL 60\n@ NS ns\n"))
			.hasMessage(this.fixture.path() + ": The zone example.org. has no SOA record");
	}

	@Test
	void needsAFile() {
		assertThatThrownBy(() -> this.fixture.file().load()).isInstanceOf(ZoneFileException.class)
			.hasMessageStartingWith(this.fixture.path() + ": Cannot be read");
	}

	@Test
	void takesNoSecondSoa() {
		assertThatThrownBy(() -> this.fixture.load("@ SOA ns hostmaster 8 7200 900 1209600 300\n"))
			.hasMessage(this.fixture.path() + ":5: example.org. has a second SOA record");
	}

	@Test
	void takesNoSoaBelowTheApex() {
		assertThatThrownBy(() -> this.fixture.load("www SOA ns hostmaster 8 7200 900 1209600 300\n"))
			.isInstanceOf(ZoneFileException.class)
			.hasMessageStartingWith(this.fixture.path() + ":5: www.example.org. ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "www A 192.0.2.1\nwww CNAME ns", "www CNAME ns\nwww A 192.0.2.1",
			"www CNAME ns\nwww CNAME mail" })
	void takesNothingBesideACname(String lines) {
		assertThatThrownBy(() -> this.fixture.load(lines + "\n")).isInstanceOf(ZoneFileException.class)
			.hasMessageStartingWith(this.fixture.path() + ":6: www.example.org. has ");
	}

	@Test
	void leavesOutWhatIsOutsideOfTheZone() throws IOException {
		LoadedZone loaded = this.fixture.load("www.example.com. A 192.0.2.1\nwww A 192.0.2.2\n");
		assertThat(loaded.warnings()).containsExactly(
				this.fixture.path() + ":5: www.example.com. is not within the zone example.org., and is left out");
		assertThat(data(loaded, "www.example.org", "A")).containsExactly("192.0.2.2");
	}

	@Test
	void warnsOfNameServersWithoutAddress() throws IOException {
		LoadedZone loaded = this.fixture.loadAll(HEAD.replace("ns A", "ns TXT") + """
				a NS ns.a
				b NS ns.b
				ns.b AAAA 2001:db8::1
				c NS ns.elsewhere.example.
				d NS ns.a
				*.w A 192.0.2.1
				@ NS x.w
				""");
		assertThat(loaded.warnings()).containsExactlyInAnyOrder(
				this.fixture.path() + ": The name server ns.example.org. of example.org. has no address",
				this.fixture.path() + ": The name server ns.a.example.org. of a.example.org. has no address");
	}

	@Test
	void warnsOfAZoneWithoutNameServers() throws IOException {
		LoadedZone loaded = this.fixture.loadAll("@ 60 SOA ns hostmaster 1 7200 900 1209600 300\n");
		assertThat(loaded.warnings()).containsExactly(this.fixture.path() + ": The zone example.org. has no NS record");
	}

	@Test
	void givesASetTheLowestTtlWithAWarning() throws IOException {
		LoadedZone loaded = this.fixture.load("www 300 A 192.0.2.1\nwww 60 A 192.0.2.2\nwww 300 A 192.0.2.3\n");
		assertThat(records(loaded.zone(), "www.example.org", 1)).extracting(Record::getTTL).containsOnly(60L);
		assertThat(loaded.warnings()).first()
			.asString()
			.startsWith(this.fixture.path() + ":6: www.example.org. A has records of different TTLs");
	}

	@Test
	void warnsOfNamesBelowADname() throws IOException {
		LoadedZone loaded = this.fixture.load("old DNAME new\nwww.old A 192.0.2.1\n");
		assertThat(loaded.warnings()).containsExactly(
				this.fixture.path() + ": old.example.org. has a DNAME record, which hides the names below");
	}

	@Test
	void keepsNoMoreThanAHundredWarnings() throws IOException {
		LoadedZone loaded = this.fixture.load("www.example.com. A 192.0.2.1\n".repeat(500));
		assertThat(loaded.warnings()).hasSize(100).last().isEqualTo("and 401 more");
	}

}
