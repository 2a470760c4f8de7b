package dev.torsion.names;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for what {@link DnsClient} makes of answers.
 */
class DnsClientTests {

	private final Map<DnsQuestion, DnsResponse> answers = new HashMap<>();

	private final DnsClient client = (question) -> Mono
		.just(this.answers.getOrDefault(question, DnsResponse.nxDomain()));

	@Test
	void findsBothFamiliesOfAHost() throws IOException {
		answer("www.example.org.", Type.A, "10.0.0.1", "10.0.0.2");
		answer("www.example.org.", Type.AAAA, "fd00::1");
		assertThat(this.client.addresses("www.example.org").block()).containsExactly(InetAddress.getByName("fd00::1"),
				InetAddress.getByName("10.0.0.1"), InetAddress.getByName("10.0.0.2"));
	}

	@Test
	void findsAHostThoughOneFamilyFails() throws IOException {
		answer("www.example.org.", Type.A, "10.0.0.1");
		this.answers.put(question("www.example.org.", Type.AAAA), DnsResponse.serverFailure());
		assertThat(this.client.addresses("www.example.org").block()).hasSize(1);
	}

	@Test
	void takesAnAddressForItself() throws IOException {
		assertThat(this.client.addresses("10.0.0.9").block()).containsExactly(InetAddress.getByName("10.0.0.9"));
		assertThat(this.client.addresses("::1").block()).containsExactly(InetAddress.getByName("::1"));
	}

	@Test
	void saysWhyAHostHasNoAddress() {
		assertThat(failure(this.client.addresses("nobody.example.org"))).isInstanceOf(UnknownHostException.class)
			.hasMessage("nobody.example.org: there is no such name");
		this.answers.put(question("down.example.org.", Type.A), DnsResponse.serverFailure());
		assertThat(failure(this.client.addresses("down.example.org"))).hasMessageContaining("SERVFAIL");
		assertThat(failure(this.client.addresses("a..b"))).isInstanceOf(UnknownHostException.class);
	}

	@Test
	void ordersMailExchangersByPreference() throws IOException {
		answer("example.org.", Type.MX, "20 b.example.org.", "10 a.example.org.");
		assertThat(this.client.mx("example.org").block()).extracting(MXRecord::getPriority).containsExactly(10, 20);
	}

	@Test
	void tellsNothingFromNoAnswer() {
		assertThat(this.client.mx("example.org").block()).isEmpty();
		this.answers.put(question("example.org.", Type.MX), DnsResponse.serverFailure());
		assertThat(failure(this.client.mx("example.org"))).isInstanceOfSatisfying(DnsException.class,
				(ex) -> assertThat(ex.rcode()).isEqualTo(Rcode.SERVFAIL));
	}

	@Test
	void ordersPlacesOfAServiceByPriorityAndLot() throws IOException {
		List<SRVRecord> found = List.of(srv("10 60 1 a."), srv("10 30 1 b."), srv("10 0 1 c."), srv("5 0 1 d."));
		assertThat(drawn(found, 0, 0, 0, 0)).containsExactly("d.", "c.", "b.", "a.");
		// Of 90, 31 is beyond c and b; then of 30, 1 is beyond c
		assertThat(drawn(found, 0, 31, 1, 0)).containsExactly("d.", "a.", "b.", "c.");
	}

	@Test
	void knowsThatAServiceIsNotThere() throws IOException {
		answer("_imap._tcp.example.org.", Type.SRV, "0 0 0 .");
		assertThat(this.client.srv("_imap._tcp.example.org").block()).isEmpty();
	}

	@Test
	void putsTextsTogether() throws IOException {
		answer("example.org.", Type.TXT, "\"v=spf1 \" \"-all\"", "\"gr\\195\\188n\"");
		assertThat(this.client.txt("example.org").block()).containsExactly("v=spf1 -all", "grün");
	}

	@Test
	void findsTheNamesOfAnAddress() throws IOException {
		answer("1.0.0.10.in-addr.arpa.", Type.PTR, "www.example.org.");
		assertThat(this.client.ptr(InetAddress.getByName("10.0.0.1")).block()).containsExactly("www.example.org");
	}

	private static List<String> drawn(List<SRVRecord> found, Integer... lots) {
		Queue<Integer> numbers = new ArrayDeque<>(Arrays.asList(lots));
		return new SrvOrder((bound) -> numbers.remove()).of(found)
			.stream()
			.map((record) -> record.getTarget().toString())
			.toList();
	}

	private static SRVRecord srv(String data) throws IOException {
		return (SRVRecord) record("_s._tcp.example.org.", Type.SRV, data);
	}

	private void answer(String name, int type, String... data) throws IOException {
		Record[] records = new Record[data.length];
		for (int i = 0; i < data.length; i++) {
			records[i] = record(name, type, data[i]);
		}
		this.answers.put(question(name, type), DnsResponse.answer(records));
	}

	private static Record record(String name, int type, String data) throws IOException {
		return Record.fromString(Name.fromString(name), type, DClass.IN, 300, data, Name.root);
	}

	private static DnsQuestion question(String name, int type) {
		return DnsQuestion.of(Name.fromConstantString(name), type);
	}

	private static Throwable failure(Mono<?> mono) {
		return Exceptions.unwrap(catchThrowable(mono::block));
	}

}
