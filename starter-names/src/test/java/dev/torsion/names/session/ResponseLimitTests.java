package dev.torsion.names.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.torsion.names.DnsTransport;
import dev.torsion.names.session.limit.RateLimits;
import dev.torsion.names.session.limit.ResponseRateLimiter;
import dev.torsion.names.wire.SipHash;
import dev.torsion.net.address.AddressRanges;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResponseLimit}: what counts as one and the same response.
 */
class ResponseLimitTests {

	private static final int RATE = 5;

	private static final String ZONE = """
			$ORIGIN example.org.
			$TTL 3600
			@ SOA ns admin 7 3600 600 86400 300
			@ NS ns
			ns A 192.0.2.1
			www A 192.0.2.3
			*.wild A 192.0.2.4
			old DNAME elsewhere.test.
			long DNAME %s.%s.%s.test.
			""".formatted("x".repeat(60), "x".repeat(60), "x".repeat(60));

	private final Served served = new Served(new ServerSettings(1232, "ns1", "7", null, false,
			new ResponseRateLimiter(new RateLimits(RATE, Duration.ofSeconds(5), 0, 32, 64, 1000, AddressRanges.NONE),
					() -> 0, SipHash.random()),
			Duration.ofSeconds(10), Duration.ofSeconds(30)), List.of(), List.of(), ZONE);

	@Test
	void answersOneNameNoMoreThanThat() {
		assertThat(answered((i) -> "www.example.org.")).isEqualTo(RATE);
	}

	@Test
	void countsNamesThatAWildcardMakesAsOne() {
		assertThat(answered((i) -> i + ".wild.example.org.")).isEqualTo(RATE);
	}

	@Test
	void countsNamesThatADnameMakesAsOne() {
		assertThat(answered((i) -> i + ".old.example.org.")).isEqualTo(RATE);
	}

	@Test
	void countsNamesThatADnameMakesTooLongAsOne() {
		assertThat(answered((i) -> i + "x".repeat(50) + "." + "y".repeat(50) + ".long.example.org.")).isEqualTo(RATE);
	}

	@Test
	void countsWhatItSaysOfItself() throws Exception {
		Message query = Message.newQuery(Record.newRecord(Name.fromString("version.bind."), Type.TXT, DClass.CH));
		assertThat(IntStream.range(0, 20).filter((i) -> this.served.raw(query.toWire()) != null).count())
			.isEqualTo(RATE);
	}

	@Test
	void countsErrors() {
		byte[] query = Served.query("www.example.org.", "A").toWire();
		query[query.length - 1]++;
		byte[] longer = Arrays.copyOf(query, query.length + 1);
		assertThat(IntStream.range(0, 20).filter((i) -> this.served.raw(longer) != null).count()).isEqualTo(RATE);
	}

	@Test
	void doesNotCountOverTcp() {
		byte[] query = Served.query("www.example.org.", "A").toWire();
		assertThat(
				IntStream.range(0, 20).filter((i) -> !this.served.answers(query, DnsTransport.TCP).isEmpty()).count())
			.isEqualTo(20);
	}

	private long answered(IntFunction<String> name) {
		return IntStream.range(0, 20)
			.filter((i) -> this.served.raw(Served.query(name.apply(i), "A").toWire()) != null)
			.count();
	}

}
