package dev.torsion.names.client;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import dev.torsion.names.DnsResponse;
import dev.torsion.names.client.cache.CacheSettings;
import dev.torsion.names.client.cache.DnsCache;
import dev.torsion.names.client.upstream.UpstreamServer;
import dev.torsion.names.test.DnsFault;
import dev.torsion.names.test.MockDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Forwarder} behind a {@link ResolvingClient}, over real sockets.
 */
@Timeout(60)
class ForwarderTests {

	private final ResolverFixture fixture = new ResolverFixture();

	private final MockDns dns = new MockDns().start()
		.record("www.example.org 300 A 10.0.0.1", "alias.example.org 60 CNAME www.example.org.",
				"example.org 3600 SOA ns.example.org. admin.example.org. 1 2 3 4 900");

	private final ResolvingClient client = new ResolvingClient(List.of(),
			new DnsCache(CacheSettings.DEFAULTS, () -> this.fixture.eventLoop().scheduler().now(TimeUnit.MILLISECONDS)),
			new Forwarder(this.fixture.upstreams(), List.of(UpstreamServer.plain(this.dns.address()))),
			new ResolvingClient.Pace(this.fixture.eventLoop(), ClientSettings.DEFAULTS));

	@AfterEach
	void stop() {
		this.dns.close();
		this.fixture.close();
	}

	@Test
	void answersFromAnotherResolver() {
		DnsResponse response = query("www.example.org", Type.A);
		assertThat(response.answer()).singleElement().hasToString("www.example.org.\t300\tIN\tA\t10.0.0.1");
		query("www.example.org", Type.A);
		assertThat(this.dns.queries()).hasSize(1);
	}

	@Test
	void takesTheWholeChainOfAliasesAtOnce() {
		assertThat(query("alias.example.org", Type.A).answer()).extracting(Record::getType)
			.containsExactly(Type.CNAME, Type.A);
		query("www.example.org", Type.A);
		assertThat(this.dns.queries()).hasSize(1);
	}

	@Test
	void followsAnAliasThatWasAskedForItself() {
		assertThat(query("alias.example.org", Type.CNAME).answer()).hasSize(1);
		assertThat(query("alias.example.org", Type.A).answer()).hasSize(2);
		assertThat(query("alias.example.org", Type.CNAME).answer()).hasSize(1);
	}

	@Test
	void looksFurtherWhereAChainIsNotWhole() {
		this.dns.answer((query) -> {
			Message answer = MockDns.answerTo(query);
			add(answer, Section.ANSWER,
					query.getQuestion().getName().toString().toLowerCase(Locale.ROOT).startsWith("alias")
							? "alias.example.org. 60 CNAME www.example.org." : "www.example.org. 60 A 10.0.0.7");
			return answer;
		});
		assertThat(query("alias.example.org", Type.A).answer()).hasSize(2);
		assertThat(this.dns.queries()).hasSize(2);
	}

	@Test
	void remembersThatThereIsNothing() {
		assertThat(query("www.example.org", Type.MX).isNoData()).isTrue();
		DnsResponse nobody = query("nobody.example.org", Type.A);
		assertThat(nobody.rcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(nobody.authority()).extracting(Record::getTTL).containsExactly(900L);
		assertThat(query("below.nobody.example.org", Type.MX).rcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(this.dns.queries()).hasSize(2);
	}

	@Test
	void failsWhenTheResolverDoes() {
		this.dns.fault(DnsFault.rcode(Rcode.SERVFAIL));
		assertThat(query("www.example.org", Type.A).rcode()).isEqualTo(Rcode.SERVFAIL);
	}

	@Test
	void leavesUnaskedRecordsAside() {
		this.dns.answer((query) -> {
			Message answer = MockDns.answerTo(query);
			add(answer, Section.ANSWER, "www.example.org. 60 A 10.0.0.1");
			add(answer, Section.ANSWER, "bank.example.com. 60 A 6.6.6.6");
			add(answer, Section.AUTHORITY, "example.com. 60 NS evil.example.org.");
			add(answer, Section.ADDITIONAL, "www.example.com. 60 A 6.6.6.6");
			return answer;
		});
		assertThat(query("www.example.org", Type.A).answer()).hasSize(1);
		query("bank.example.com", Type.A);
		query("www.example.com", Type.A);
		assertThat(this.dns.queries("bank.example.com")).isNotEmpty();
		assertThat(this.dns.queries("www.example.com")).isNotEmpty();
	}

	@Test
	void takesNoReferralForAnAnswer() {
		this.dns.answer((query) -> {
			Message answer = MockDns.answerTo(query);
			answer.getHeader().unsetFlag(Flags.RA);
			answer.addRecord(new NSRecord(Name.fromConstantString("org."), DClass.IN, 60,
					Name.fromConstantString("ns.example.org.")), Section.AUTHORITY);
			return answer;
		});
		assertThat(query("www.example.org", Type.A).rcode()).isEqualTo(Rcode.SERVFAIL);
	}

	@Test
	void takesNoSetOfMoreThanAHundredRecords() {
		this.dns.answer((query) -> {
			Message answer = MockDns.answerTo(query);
			for (int i = 0; i < 101; i++) {
				answer.addRecord(new TXTRecord(query.getQuestion().getName(), DClass.IN, 60, "text " + i),
						Section.ANSWER);
			}
			return answer;
		});
		assertThat(query("www.example.org", Type.TXT).rcode()).isEqualTo(Rcode.SERVFAIL);
	}

	private DnsResponse query(String name, int type) {
		return Objects.requireNonNull(this.client.query(name, type).block());
	}

	private static void add(Message message, int section, String record) {
		String[] words = record.split(" ");
		try {
			message.addRecord(Record.fromString(Name.fromString(words[0]), Type.value(words[2]), DClass.IN,
					Long.parseLong(words[1]), words[3], Name.root), section);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
