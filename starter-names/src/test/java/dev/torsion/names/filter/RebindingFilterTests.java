package dev.torsion.names.filter;

import java.io.IOException;
import java.util.List;

import dev.torsion.names.DnsResponse;
import dev.torsion.names.DnsResponse.ExtendedError;
import dev.torsion.names.Exchanges;
import dev.torsion.net.address.AddressRanges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RebindingFilter}.
 */
class RebindingFilterTests {

	private final RebindingFilter filter = new RebindingFilter(
			AddressRanges.of("test", List.of("loopback", "private", "0.0.0.0/8", "::")), List.of("lan.example"));

	@ParameterizedTest
	@CsvSource({ "evil.test., 10.0.0.1, 0", "evil.test., 127.0.0.1, 0", "evil.test., 0.0.0.0, 0",
			"evil.test., fd00::1, 0", "evil.test., ::1, 0", "evil.test., ::, 0", "good.test., 192.0.2.1, 1",
			"good.test., 2001:db8::1, 1", "lan.example., 10.0.0.1, 1", "host.lan.example., 10.0.0.1, 1" })
	void takesOwnAddressesFromNamesOfOthers(String name, String address, int left) {
		DnsResponse response = DnsResponse.answer(record(name, address)).recursive();
		DnsResponse filtered = filter(name, response);
		assertThat(filtered.answer()).hasSize(left);
		assertThat(filtered.error()).isEqualTo((left == 0) ? ExtendedError.BLOCKED : null);
		assertThat(filtered.recursionAvailable()).isTrue();
	}

	@Test
	void leavesTheOtherRecords() {
		DnsResponse response = DnsResponse.answer(record("evil.test.", "10.0.0.1"), record("evil.test.", "192.0.2.1"))
			.recursive();
		assertThat(filter("evil.test.", response).answer()).containsExactly(record("evil.test.", "192.0.2.1"));
	}

	@Test
	void leavesOwnAnswersAlone() {
		DnsResponse response = DnsResponse.answer(record("own.test.", "10.0.0.1"));
		assertThat(filter("own.test.", response)).isSameAs(response);
	}

	@Test
	void refusesADomainThatIsNone() {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> new RebindingFilter(AddressRanges.NONE, List.of("a..b")));
	}

	private DnsResponse filter(String name, DnsResponse response) {
		return this.filter.filter(Exchanges.udp(name, Type.A), (exchange) -> Mono.just(response))
			.blockOptional()
			.orElseThrow();
	}

	private static Record record(String name, String address) {
		try {
			int type = (address.indexOf(':') < 0) ? Type.A : Type.AAAA;
			return Record.fromString(Name.fromConstantString(name), type, DClass.IN, 60, address, Name.root);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
