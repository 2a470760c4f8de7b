package dev.torsion.names.client.iterate;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.client.ClientSettings;
import dev.torsion.names.client.ResolverFixture;
import dev.torsion.names.client.ResolvingClient;
import dev.torsion.names.client.cache.CacheSettings;
import dev.torsion.names.client.cache.DnsCache;
import dev.torsion.names.client.upstream.Upstreams;
import dev.torsion.names.test.DnsFault;
import dev.torsion.names.test.MockDns;
import dev.torsion.names.test.MockQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import static dev.torsion.names.client.iterate.TinyInternet.name;
import static dev.torsion.names.client.iterate.TinyInternet.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link Iterator} behind a {@link ResolvingClient}, in a small Internet of its
 * own.
 */
@Timeout(60)
class IteratorTests {

	private static final String ORG = "127.0.0.3";

	private static final String COM = "127.0.0.4";

	private static final String EXAMPLE = "127.0.0.5";

	private static final String EVIL = "127.0.0.66";

	private final ResolverFixture fixture = new ResolverFixture();

	private final TinyInternet internet = new TinyInternet();

	private final LongSupplier clock = () -> this.fixture.eventLoop().scheduler().now(TimeUnit.MILLISECONDS);

	private final DnsCache cache = new DnsCache(CacheSettings.DEFAULTS, this.clock);

	private Upstreams upstreams = this.fixture.upstreams();

	private ResolvingClient client = client(true);

	private ResolvingClient client(boolean loopback) {
		IterationSettings settings = new IterationSettings(this.internet.port(), loopback, false, 7, 32, 16, 5, 20);
		return new ResolvingClient(List.of(), this.cache,
				new Iterator(this.upstreams, settings, this.internet.hints(),
						new Iterator.Memory(this.cache, this.clock)),
				new ResolvingClient.Pace(this.fixture.eventLoop(), ClientSettings.DEFAULTS));
	}

	@BeforeEach
	void begin() {
		this.internet
			.zone(TinyInternet.ROOT, ".", ". NS a.root.", "a.root. A " + TinyInternet.ROOT, "org. NS ns.org.",
					"ns.org. A " + ORG, "com. NS ns.com.", "ns.com. A " + COM)
			.zone(ORG, "org.", "example.org. NS ns.example.org.", "ns.example.org. A " + EXAMPLE)
			.zone(COM, "com.", "example.com. NS ns.example.org.")
			.zone(EXAMPLE, "example.org.", "www.example.org. A 10.0.0.1", "ns.example.org. A " + EXAMPLE,
					"alias.example.org. CNAME www.example.com.", "a.b.c.example.org. A 10.0.0.3")
			.zone(EXAMPLE, "example.com.", "www.example.com. A 10.0.0.2");
	}

	@AfterEach
	void end() {
		this.internet.close();
		this.fixture.close();
	}

	@Test
	void findsAnswersFromTheRootOn() {
		assertThat(address("www.example.org")).isEqualTo("10.0.0.1");
		assertThat(query("www.example.org", Type.MX).isNoData()).isTrue();
		DnsResponse nobody = query("nobody.example.org", Type.A);
		assertThat(nobody.rcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(nobody.authority()).singleElement()
			.satisfies((soa) -> assertThat(soa.getName()).isEqualTo(name("example.org.")));
		assertThat(query("nobody.", Type.A).rcode()).isEqualTo(Rcode.NXDOMAIN);
	}

	@Test
	void tellsNoServerMoreThanItHasToKnow() {
		address("www.example.org");
		assertThat(asked(TinyInternet.ROOT)).containsExactly(". NS", "org. A");
		assertThat(asked(ORG)).containsExactly("example.org. A");
		assertThat(asked(EXAMPLE)).containsExactly("www.example.org. A");
		assertThat(this.internet.server(EXAMPLE).queries())
			.allMatch((query) -> !query.message().getHeader().getFlag(Flags.RD));
	}

	@Test
	void tellsTheWholeNameToAServerThatDeniesWhatIsEmpty() {
		this.internet.server(EXAMPLE).answer((query) -> {
			Message answer = this.internet.answer(EXAMPLE, query);
			if (query.getQuestion().getName().equals(name("c.example.org."))) {
				answer.getHeader().setRcode(Rcode.NXDOMAIN);
			}
			return answer;
		});
		assertThat(address("a.b.c.example.org")).isEqualTo("10.0.0.3");
		assertThat(asked(EXAMPLE)).containsExactly("c.example.org. A", "a.b.c.example.org. A");
	}

	@Test
	void tellsTheWholeNameToAServerThatRefusesLess() {
		this.internet.server(EXAMPLE).fault(DnsFault.rcode(Rcode.REFUSED).on("c.example.org"));
		assertThat(address("a.b.c.example.org")).isEqualTo("10.0.0.3");
	}

	@Test
	void takesFewStepsForLongNames() {
		String name = "1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20.21.22.23.24.25.example.org";
		this.internet.zone(EXAMPLE, "example.org.", name + ". A 10.0.0.9");
		assertThat(address(name)).isEqualTo("10.0.0.9");
		assertThat(asked(EXAMPLE)).hasSizeLessThanOrEqualTo(10);
	}

	@Test
	void beginsWhereItHasBeen() {
		address("www.example.org");
		query("other.example.org", Type.A);
		assertThat(this.internet.server(TinyInternet.ROOT).queries()).hasSize(2);
		assertThat(this.internet.server(ORG).queries()).hasSize(1);
	}

	@Test
	void asksTheRootWhoHasTheRoot() {
		String another = "127.0.0.7";
		this.internet.zone(another, ".", "org. NS ns.org.", "ns.org. A " + ORG);
		this.internet.server(TinyInternet.ROOT).answer((query) -> {
			Message answer = authoritative(this.internet.answer(TinyInternet.ROOT, query));
			if (query.getQuestion().getType() == Type.NS) {
				answer.removeAllRecords(Section.ANSWER);
				answer.removeAllRecords(Section.ADDITIONAL);
				answer.addRecord(record(". NS b.root."), Section.ANSWER);
				answer.addRecord(record("b.root. A " + another), Section.ADDITIONAL);
			}
			return answer;
		});
		assertThat(address("www.example.org")).isEqualTo("10.0.0.1");
		assertThat(asked(TinyInternet.ROOT)).containsExactly(". NS");
		assertThat(asked(another)).containsExactly("org. A");
	}

	@Test
	void looksUpNameServersThatAreElsewhere() {
		assertThat(address("www.example.com")).isEqualTo("10.0.0.2");
		assertThat(asked(EXAMPLE)).contains("ns.example.org. A");
	}

	@Test
	void asksTheParentForDs() {
		this.internet.zone(ORG, "org.", "example.org. DS 1 8 2 " + "00".repeat(32));
		address("www.example.org");
		assertThat(query("example.org", Type.DS).answer()).hasSize(1);
		assertThat(asked(EXAMPLE)).doesNotContain("example.org. DS");
	}

	@Test
	void doesNotTrustTheChainOfAnAlias() {
		this.internet.server(EXAMPLE).answer((query) -> {
			Message answer = this.internet.answer(EXAMPLE, query);
			if (query.getQuestion().getName().equals(name("alias.example.org."))) {
				answer.addRecord(record("www.example.com. A 6.6.6.6"), Section.ANSWER);
			}
			return answer;
		});
		assertThat(address("alias.example.org")).isEqualTo("10.0.0.2");
	}

	@Test
	void makesItsOwnAliasOfADname() {
		this.internet.server(EXAMPLE).answer((query) -> {
			Message answer = this.internet.answer(EXAMPLE, query);
			if (query.getQuestion().getName().subdomain(name("old.example.org."))) {
				answer = authoritative(answerTo(query));
				answer.addRecord(record("old.example.org. DNAME example.com."), Section.ANSWER);
				answer.addRecord(record("www.old.example.org. CNAME evil.example.net."), Section.ANSWER);
			}
			return answer;
		});
		assertThat(address("www.old.example.org")).isEqualTo("10.0.0.2");
	}

	@Test
	void dropsGlueOutOfBailiwick() {
		this.internet.zone(ORG, "org.", "trap.org. NS ns.example.com.", "ns.example.com. A " + EVIL)
			.zone(EVIL, "trap.org.", "www.trap.org. A 6.6.6.6")
			.zone(EXAMPLE, "example.com.", "ns.example.com. A " + EXAMPLE)
			.zone(EXAMPLE, "trap.org.", "www.trap.org. A 10.0.0.4");
		assertThat(address("www.trap.org")).isEqualTo("10.0.0.4");
		assertThat(this.internet.server(EVIL).queries()).isEmpty();
		assertThat(address("ns.example.com")).isEqualTo(EXAMPLE);
	}

	@Test
	void dropsUnaskedRecords() {
		this.internet.zone(EVIL, "example.com.", "www.example.com. A 6.6.6.6");
		this.internet.server(EXAMPLE).answer((query) -> {
			Message answer = this.internet.answer(EXAMPLE, query);
			answer.addRecord(record("www.example.com. A 6.6.6.6"), Section.ANSWER);
			answer.addRecord(record("example.com. NS evil.example.org."), Section.AUTHORITY);
			answer.addRecord(record("org. NS evil.example.org."), Section.AUTHORITY);
			answer.addRecord(record("evil.example.org. A " + EVIL), Section.ADDITIONAL);
			return answer;
		});
		assertThat(address("www.example.org")).isEqualTo("10.0.0.1");
		this.internet.server(EXAMPLE).answer((query) -> this.internet.answer(EXAMPLE, query));
		assertThat(address("www.example.com")).isEqualTo("10.0.0.2");
		assertThat(this.internet.server(EVIL).queries()).isEmpty();
	}

	@Test
	void neverAnswersWithGlue() {
		this.internet.zone(ORG, "org.", "sub.org. NS ns.sub.org.", "ns.sub.org. A 127.0.0.8")
			.zone("127.0.0.8", "sub.org.", "www.sub.org. A 10.0.0.6", "ns.sub.org. A 127.0.0.9");
		assertThat(address("www.sub.org")).isEqualTo("10.0.0.6");
		assertThat(address("ns.sub.org")).isEqualTo("127.0.0.9");
	}

	@Test
	void leavesALameServerForAnother() {
		String lame = "127.0.0.8";
		this.internet.server(lame);
		this.internet
			.zone(ORG, "org.", "two.org. NS ns1.two.org.", "two.org. NS ns2.two.org.", "ns1.two.org. A " + lame,
					"ns2.two.org. A " + EXAMPLE)
			.zone(EXAMPLE, "two.org.", "www.two.org. A 10.0.0.5", "ftp.two.org. A 10.0.0.6");
		assertThat(address("www.two.org")).isEqualTo("10.0.0.5");
		this.internet.server(lame).answer((query) -> {
			Message upwards = this.internet.answer(TinyInternet.ROOT, query);
			upwards.removeAllRecords(Section.AUTHORITY);
			upwards.addRecord(record(". NS a.root."), Section.AUTHORITY);
			return upwards;
		});
		assertThat(address("ftp.two.org")).isEqualTo("10.0.0.6");
	}

	@Test
	void takesNoSoaFromAboveTheZone() {
		this.internet.server(EXAMPLE).answer((query) -> {
			Message answer = answerTo(query);
			answer.addRecord(record("org. SOA ns.org. ns.org. 1 1 1 1 86400"), Section.AUTHORITY);
			answer.getHeader().setRcode(Rcode.NXDOMAIN);
			return answer;
		});
		assertThat(query("www.example.org", Type.A).rcode()).isEqualTo(Rcode.SERVFAIL);
	}

	@Test
	void givesUpAnNxnsReferral() {
		String[] referral = IntStream.range(0, 100)
			.mapToObj((i) -> "attack.org. NS ns" + i + ".nowhere.com.")
			.toArray(String[]::new);
		this.internet.zone(ORG, "org.", referral);
		assertThat(query("www.attack.org", Type.A).rcode()).isEqualTo(Rcode.SERVFAIL);
		assertThat(this.internet.server(COM).queries()).hasSizeLessThanOrEqualTo(10);
	}

	@Test
	void givesUpDelegationsThatDependOnEachOther() {
		this.internet.zone(ORG, "org.", "one.org. NS ns.two.org.", "two.org. NS ns.one.org.");
		assertThat(query("www.one.org", Type.A).rcode()).isEqualTo(Rcode.SERVFAIL);
		assertThat(this.internet.server(ORG).queries()).hasSizeLessThanOrEqualTo(10);
	}

	@Test
	void boundsWhatATreeOfDelegationsCosts() {
		for (int i = 0; i < 12; i++) {
			for (int j = 0; j < 12; j++) {
				this.internet.zone(ORG, "org.", "z" + i + ".org. NS ns" + j + ".z" + (i + 1) + ".org.");
			}
		}
		assertThat(query("www.z0.org", Type.A).rcode()).isEqualTo(Rcode.SERVFAIL);
		assertThat(this.internet.server(ORG).queries()).hasSizeLessThanOrEqualTo(200);
	}

	@Test
	void asksNoServerOnThisMachineByDefault() {
		this.client = client(false);
		assertThat(query("www.example.org", Type.A).rcode()).isEqualTo(Rcode.SERVFAIL);
		assertThat(this.internet.server(TinyInternet.ROOT).queries()).isEmpty();
		assertThat(IterationSettings.DEFAULTS.loopback()).isFalse();
	}

	@Test
	void knowsTheServersOfTheRoot() {
		assertThat(RootHints.ofInternet().servers()).hasSize(13).allSatisfy((name, addresses) -> {
			assertThat(name.subdomain(name("root-servers.net."))).isTrue();
			assertThat(addresses).hasSize(2);
		});
	}

	@Test
	void readsNoHintsWithoutAServer() {
		assertThatIOException()
			.isThrownBy(() -> RootHints.read(new ByteArrayInputStream(". 3600 IN NS a.root.\n".getBytes())));
	}

	@Test
	void goesAroundASilentServer() {
		this.internet.zone(ORG, "org.", "example.org. NS ns2.example.org.", "ns2.example.org. A 127.0.0.8");
		this.internet.server("127.0.0.8").fault(DnsFault.drop());
		this.upstreams = this.fixture.upstreams(ResolverFixture.IMPATIENT);
		this.client = client(true);
		for (String host : List.of("www", "a.b.c")) {
			assertThat(query(host + ".example.org", Type.A).answer()).hasSize(1);
		}
	}

	private static Message answerTo(Message query) {
		Message answer = MockDns.answerTo(query);
		answer.getHeader().unsetFlag(Flags.RA);
		return answer;
	}

	private static Message authoritative(Message answer) {
		answer.getHeader().setFlag(Flags.AA);
		return answer;
	}

	private List<String> asked(String server) {
		return this.internet.server(server).queries().stream().map(IteratorTests::text).toList();
	}

	private static String text(MockQuery query) {
		return query.name().canonicalize() + " " + Type.string(query.type());
	}

	private String address(String host) {
		List<Record> answer = query(host, Type.A).answer();
		assertThat(answer).as(host).isNotEmpty();
		return answer.get(answer.size() - 1).rdataToString();
	}

	private DnsResponse query(String name, int type) {
		return Objects.requireNonNull(
				this.client.query(DnsQuestion.of(name(name.endsWith(".") ? name : name + "."), type)).block());
	}

}
