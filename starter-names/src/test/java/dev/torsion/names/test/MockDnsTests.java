package dev.torsion.names.test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import dev.torsion.names.DnsTransport;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link MockDns} with dnsjava's resolver and with Netty's.
 */
@Timeout(60)
@ExtendWith(MockDnsExtension.class)
class MockDnsTests {

	private static final String NAME = "www.example.org";

	private final MockDns dns;

	MockDnsTests(MockDns dns) {
		dns.reset();
		this.dns = dns.record("www.example.org. 300 IN A 10.0.0.1", "www.example.org AAAA fd00::1",
				"alias.example.org 60 CNAME www.example.org.", "*.wild.example.org A 10.0.0.2");
	}

	@Test
	void answersFromRecordsOverUdpAndTcp() throws IOException {
		for (boolean tcp : new boolean[] { false, true }) {
			Message answer = ask(NAME, Type.A, tcp);
			assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
			assertThat(answer.getSection(Section.ANSWER)).singleElement()
				.hasToString("www.example.org.\t300\tIN\tA\t10.0.0.1");
		}
		assertThat(this.dns.queries(NAME)).extracting(MockQuery::transport)
			.containsExactly(DnsTransport.UDP, DnsTransport.TCP);
	}

	@Test
	void followsAliases() throws IOException {
		assertThat(ask("alias.example.org", Type.A).getSection(Section.ANSWER)).extracting(Record::getType)
			.containsExactly(Type.CNAME, Type.A);
	}

	@Test
	void answersAnyNameBelowAWildcard() throws IOException {
		assertThat(ask("a.b.wild.example.org", Type.A).getSection(Section.ANSWER)).singleElement()
			.hasToString("a.b.wild.example.org.\t300\tIN\tA\t10.0.0.2");
	}

	@Test
	void tellsNamesWithoutTheTypeFromNamesThatDoNotExist() throws IOException {
		assertThat(ask(NAME, Type.MX).getRcode()).isEqualTo(Rcode.NOERROR);
		assertThat(ask("example.org", Type.A).getRcode()).isEqualTo(Rcode.NOERROR);
		Message nobody = ask("nobody.example.org", Type.A);
		assertThat(nobody.getRcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(nobody.getSection(Section.AUTHORITY)).extracting(Record::getType).containsExactly(Type.SOA);
	}

	@Test
	void dropsAsManyQueriesAsItIsTold() throws IOException {
		this.dns.fault(DnsFault.drop().on("WWW.example.org").times(1));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> ask(NAME, Type.A, false, 200));
		assertThat(ask(NAME, Type.A).getSection(Section.ANSWER)).hasSize(1);
		assertThat(this.dns.queries()).hasSize(2);
	}

	@Test
	void truncatesOverUdpOnly() throws IOException {
		this.dns.fault(DnsFault.truncate().over(DnsTransport.UDP));
		SimpleResolver resolver = resolver(5000);
		resolver.setIgnoreTruncation(true);
		Message cut = resolver.send(query(NAME, Type.A));
		assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
		assertThat(cut.getSection(Section.ANSWER)).isEmpty();
		assertThat(ask(NAME, Type.A).getSection(Section.ANSWER)).hasSize(1);
	}

	@Test
	void failsForOneTypeOnly() throws IOException {
		this.dns.fault(DnsFault.rcode(Rcode.SERVFAIL).type(Type.AAAA));
		assertThat(ask(NAME, Type.AAAA).getRcode()).isEqualTo(Rcode.SERVFAIL);
		assertThat(ask(NAME, Type.A).getRcode()).isEqualTo(Rcode.NOERROR);
	}

	@Test
	void answersAnotherQuery() {
		this.dns.fault(DnsFault.wrongId());
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> ask(NAME, Type.A, false, 200));
	}

	@Test
	void answersAnotherQuestion() throws IOException {
		this.dns.fault(DnsFault.wrongQuestion());
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> ask(NAME, Type.A, true, 5000));
		assertThat(this.dns.queries()).hasSize(1);
	}

	@Test
	void sendsGarbage() {
		this.dns.fault(DnsFault.garbage());
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> ask(NAME, Type.A, true, 5000));
	}

	@Test
	void knowsNoEdnsIfItIsTold() throws IOException {
		this.dns.fault(DnsFault.noEdns());
		SimpleResolver resolver = resolver(5000);
		resolver.setEDNS(0);
		assertThat(resolver.send(query(NAME, Type.A)).getRcode()).isEqualTo(Rcode.FORMERR);
		resolver.setEDNS(-1);
		assertThat(resolver.send(query(NAME, Type.A)).getRcode()).isEqualTo(Rcode.NOERROR);
	}

	@Test
	void changesTheTtl() throws IOException {
		this.dns.fault(DnsFault.ttl(0));
		assertThat(ask("alias.example.org", Type.A).getSection(Section.ANSWER)).hasSize(2)
			.allMatch((record) -> record.getTTL() == 0);
	}

	@Test
	void answersLateWithoutHoldingUpOthers() throws IOException {
		this.dns.fault(DnsFault.delay(Duration.ofMinutes(5)).type(Type.AAAA));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> ask(NAME, Type.AAAA, false, 200));
		assertThat(ask(NAME, Type.A).getSection(Section.ANSWER)).hasSize(1);
		this.dns.reset();
		this.dns.record("www.example.org A 10.0.0.1").fault(DnsFault.delay(Duration.ofMillis(1)));
		assertThat(ask(NAME, Type.A).getSection(Section.ANSWER)).hasSize(1);
	}

	@Test
	void answersFromCode() throws IOException {
		this.dns.answer((query) -> {
			Message answer = MockDns.answerTo(query);
			answer.getHeader().setRcode(Rcode.YXDOMAIN);
			return answer;
		});
		assertThat(ask(NAME, Type.A).getRcode()).isEqualTo(Rcode.YXDOMAIN);
	}

	@Test
	void makesHttpClientsOfReactorNettyAskIt() {
		this.dns.record("web.example.org A 127.0.0.1");
		DisposableServer web = HttpServer.create()
			.host("127.0.0.1")
			.handle((request, response) -> response.sendString(Mono.just("hello")))
			.bindNow();
		try {
			HttpClient client = HttpClient.create()
				.resolver((spec) -> spec.dnsAddressResolverGroupProvider(this.dns.netty()));
			assertThat(client.get()
				.uri("http://web.example.org:" + web.port() + "/")
				.responseSingle((response, content) -> Mono.just(response.status()))
				.block()).isEqualTo(HttpResponseStatus.OK);
			assertThat(this.dns.queries("web.example.org")).isNotEmpty();
		}
		finally {
			web.disposeNow();
		}
	}

	@Test
	void refusesWhatIsNoRecord() {
		for (String line : List.of("www", "www A 1.2.3", "www 300 IN NONSENSE 1", "a..b A 1.2.3.4")) {
			assertThatIllegalArgumentException().as(line).isThrownBy(() -> this.dns.record(line));
		}
	}

	@Test
	void hasAnAddressOnlyWhileItRuns() {
		assertThat(this.dns.hostAndPort()).isEqualTo("127.0.0.1:" + this.dns.address().getPort());
		assertThatIllegalStateException().isThrownBy(() -> this.dns.start());
		this.dns.close();
		assertThatIllegalStateException().isThrownBy(this.dns::address);
		this.dns.start();
		assertThat(this.dns.address().getPort()).isPositive();
	}

	private Message ask(String name, int type) throws IOException {
		return ask(name, type, false);
	}

	private Message ask(String name, int type, boolean tcp) throws IOException {
		return ask(name, type, tcp, 5000);
	}

	private Message ask(String name, int type, boolean tcp, int timeout) throws IOException {
		SimpleResolver resolver = resolver(timeout);
		resolver.setTCP(tcp);
		return resolver.send(query(name, type));
	}

	private SimpleResolver resolver(int timeout) {
		SimpleResolver resolver = new SimpleResolver(this.dns.address());
		resolver.setTimeout(Duration.ofMillis(timeout));
		return resolver;
	}

	private static Message query(String name, int type) {
		return Message.newQuery(Record.newRecord(MockRecords.name(name), type, DClass.IN));
	}

}
