package dev.torsion.names.client.cache;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.client.cache.Finding.Kind;
import dev.torsion.names.client.cache.Finding.Trust;
import dev.torsion.names.client.cache.Hit.Freshness;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DnsCache} with a clock that stands still.
 */
class DnsCacheTests {

	private static final DnsQuestion WWW = question("www.example.org.", Type.A);

	private final AtomicLong now = new AtomicLong();

	private DnsCache cache = new DnsCache(CacheSettings.DEFAULTS, this.now::get);

	@Test
	void countsTheTtlDown() {
		this.cache.put(WWW, a(300, Trust.AUTHORITY));
		advance(Duration.ofSeconds(100));
		Hit hit = hit(WWW);
		assertThat(hit.freshness()).isEqualTo(Freshness.FRESH);
		assertThat(hit.finding().records()).extracting(Record::getTTL).containsExactly(200L);
		assertThat(hit.finding().records().get(0).rdataToString()).isEqualTo("10.0.0.1");
	}

	@Test
	void isDueInTheLastTenthOfTheTtl() {
		this.cache.put(WWW, a(300, Trust.AUTHORITY));
		advance(Duration.ofSeconds(269));
		assertThat(hit(WWW).freshness()).isEqualTo(Freshness.FRESH);
		advance(Duration.ofSeconds(1));
		assertThat(hit(WWW).freshness()).isEqualTo(Freshness.DUE);
	}

	@Test
	void givesStaleRecordsThirtySeconds() {
		this.cache.put(WWW, a(300, Trust.AUTHORITY));
		advance(Duration.ofSeconds(300));
		assertThat(hit(WWW).isStale()).isTrue();
		assertThat(hit(WWW).finding().records()).extracting(Record::getTTL).containsExactly(30L);
	}

	@Test
	void forgetsWhatIsStaleForTooLong() {
		this.cache.put(WWW, a(300, Trust.AUTHORITY));
		advance(Duration.ofDays(2));
		assertThat(this.cache.find(WWW)).isNull();
	}

	@Test
	void capsTtlsAtOneDayAndNegativeOnesAtThreeHours() {
		this.cache.put(WWW, a(1_000_000, Trust.AUTHORITY));
		assertThat(hit(WWW).finding().records()).extracting(Record::getTTL).containsExactly(86_400L);
		DnsQuestion mx = question("www.example.org.", Type.MX);
		this.cache.put(mx, nothing(Kind.NO_DATA, 1_000_000, 1_000_000));
		assertThat(soa(hit(mx)).getTTL()).isEqualTo(10_800);
	}

	@Test
	void takesATtlWithTheHighestBitForNothing() throws IOException {
		byte[] wire = a(WWW, 300).records().get(0).toWire(Section.ANSWER);
		wire[WWW.name().length() + 4] = (byte) 0x80;
		this.cache.put(WWW, Finding.records(List.of(Record.fromWire(wire, Section.ANSWER)), Trust.AUTHORITY));
		assertThat(this.cache.find(WWW)).isNull();
	}

	@Test
	void takesTheLeastTtlOfASet() {
		Name name = WWW.name();
		this.cache.put(question("www.example.org.", Type.TXT),
				Finding.records(
						List.of(new TXTRecord(name, DClass.IN, 300, "a"), new TXTRecord(name, DClass.IN, 60, "b")),
						Trust.AUTHORITY));
		assertThat(hit(question("www.example.org.", Type.TXT)).finding().records()).extracting(Record::getTTL)
			.containsExactly(60L, 60L);
	}

	@Test
	void remembersNothingWithATtlOfZero() {
		this.cache.put(WWW, a(0, Trust.AUTHORITY));
		assertThat(this.cache.find(WWW)).isNull();
	}

	@Test
	void remembersAnAbsenceForTheMinimumOfTheSoa() {
		this.cache.put(WWW, nothing(Kind.NX_DOMAIN, 3600, 60));
		assertThat(soa(hit(WWW)).getTTL()).isEqualTo(60);
		advance(Duration.ofSeconds(60));
		assertThat(hit(WWW).isStale()).isTrue();
	}

	@Test
	void doesNotRememberAnAbsenceWithoutSoa() {
		this.cache.put(WWW, Finding.nothing(Kind.NX_DOMAIN, null, Trust.AUTHORITY));
		assertThat(this.cache.find(WWW)).isNull();
	}

	@Test
	void knowsThatThereIsNothingBelowANameThatDoesNotExist() {
		this.cache.put(WWW, nothing(Kind.NX_DOMAIN, 3600, 60));
		DnsQuestion below = question("a.b.www.example.org.", Type.MX);
		assertThat(hit(below).finding().kind()).isEqualTo(Kind.NX_DOMAIN);
		assertThat(this.cache.find(question("example.org.", Type.A))).isNull();
		advance(Duration.ofSeconds(60));
		assertThat(this.cache.find(below)).isNull();
	}

	@Test
	void knowsOtherTypesOfANameWithoutOne() {
		this.cache.put(WWW, nothing(Kind.NO_DATA, 3600, 60));
		assertThat(hit(WWW).finding().kind()).isEqualTo(Kind.NO_DATA);
		assertThat(this.cache.find(question("www.example.org.", Type.MX))).isNull();
	}

	@Test
	void findsAnAliasForAnyType() {
		CNAMERecord alias = new CNAMERecord(WWW.name(), DClass.IN, 300, name("other.example.org."));
		this.cache.put(WWW, Finding.alias(alias, Trust.AUTHORITY));
		assertThat(hit(question("www.example.org.", Type.MX)).finding().alias()).isEqualTo(alias);
	}

	@Test
	void findsWhateverTheCaseOfTheName() {
		this.cache.put(WWW, a(300, Trust.AUTHORITY));
		assertThat(this.cache.find(question("WWW.Example.ORG.", Type.A))).isNotNull();
	}

	@Test
	void doesNotLetHearsayReplaceTheAuthority() {
		this.cache.put(WWW, a(300, Trust.AUTHORITY));
		this.cache.put(WWW, nothing(Kind.NO_DATA, 3600, 60, Trust.HEARSAY));
		assertThat(hit(WWW).finding().kind()).isEqualTo(Kind.RECORDS);
		advance(Duration.ofSeconds(300));
		this.cache.put(WWW, nothing(Kind.NO_DATA, 3600, 60, Trust.HEARSAY));
		assertThat(hit(WWW).finding().kind()).isEqualTo(Kind.NO_DATA);
	}

	@Test
	void replacesAnAbsenceByWhatHasAppeared() {
		this.cache.put(WWW, nothing(Kind.NX_DOMAIN, 3600, 600));
		this.cache.put(WWW, a(10, Trust.AUTHORITY));
		advance(Duration.ofSeconds(11));
		assertThat(hit(WWW).isStale()).isTrue();
		assertThat(this.cache.find(question("www.example.org.", Type.MX))).isNull();
	}

	@Test
	void remembersFailuresForAMoment() {
		assertThat(this.cache.hasFailed(WWW)).isFalse();
		this.cache.failed(WWW);
		assertThat(this.cache.hasFailed(WWW)).isTrue();
		advance(Duration.ofSeconds(5));
		assertThat(this.cache.hasFailed(WWW)).isFalse();
	}

	@Test
	void staysWithinItsMemory() {
		this.cache = new DnsCache(new CacheSettings(DataSize.ofKilobytes(100), Duration.ofDays(1), Duration.ofHours(3),
				Duration.ofDays(1), Duration.ofSeconds(5)), this.now::get);
		for (int i = 0; i < 10_000; i++) {
			DnsQuestion question = question("n" + i + ".example.org.", Type.TXT);
			this.cache.put(question, Finding
				.records(List.of(new TXTRecord(question.name(), DClass.IN, 300, "x".repeat(200))), Trust.AUTHORITY));
		}
		assertThat(this.cache.size()).isBetween(100L, 200L);
	}

	@Test
	void forgetsOnRequest() {
		DnsQuestion other = question("www.example.com.", Type.A);
		Stream.of(WWW, other).forEach((question) -> this.cache.put(question, a(question, 300)));
		this.cache.failed(WWW);
		this.cache.flush(name("example.org."));
		assertThat(this.cache.find(WWW)).isNull();
		assertThat(this.cache.hasFailed(WWW)).isFalse();
		assertThat(this.cache.find(other)).isNotNull();
		this.cache.flush();
		assertThat(this.cache.find(other)).isNull();
	}

	private void advance(Duration time) {
		this.now.addAndGet(time.toMillis());
	}

	private Hit hit(DnsQuestion question) {
		return Objects.requireNonNull(this.cache.find(question));
	}

	private static SOARecord soa(Hit hit) {
		return Objects.requireNonNull(hit.finding().soa());
	}

	private static Finding a(long ttl, Trust trust) {
		return new Finding(Kind.RECORDS, a(WWW, ttl).records(), null, trust);
	}

	private static Finding a(DnsQuestion question, long ttl) {
		try {
			return Finding.records(
					List.of(Record.fromString(question.name(), Type.A, DClass.IN, ttl, "10.0.0.1", Name.root)),
					Trust.AUTHORITY);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static Finding nothing(Kind kind, long ttl, long minimum) {
		return nothing(kind, ttl, minimum, Trust.AUTHORITY);
	}

	private static Finding nothing(Kind kind, long ttl, long minimum, Trust trust) {
		return Finding.nothing(kind, new SOARecord(name("example.org."), DClass.IN, ttl, name("ns.example.org."),
				name("admin.example.org."), 1, 1, 1, 1, minimum), trust);
	}

	private static DnsQuestion question(String name, int type) {
		return DnsQuestion.of(name(name), type);
	}

	private static Name name(String name) {
		return Name.fromConstantString(name);
	}

}
