package dev.torsion.names.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.client.Source.Found;
import dev.torsion.names.client.cache.Finding;
import dev.torsion.names.client.cache.Finding.Kind;
import dev.torsion.names.client.cache.Finding.Trust;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RebindingFilter}.
 */
class RebindingFilterTests {

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.1", "127.0.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "::1",
			"fd00::1", "fe80::1" })
	void takesPrivateAddressesOut(String address) throws Exception {
		assertThat(filtered("www.example.org.", address).kind()).isEqualTo(Kind.NO_DATA);
		assertThat(filtered("www.example.org.", address, "192.0.2.1").records()).singleElement()
			.satisfies((record) -> assertThat(record.rdataToString()).isEqualTo("192.0.2.1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "192.0.2.1", "8.8.8.8", "2001:db8::1" })
	void leavesOtherAddresses(String address) throws Exception {
		assertThat(filtered("www.example.org.", address).records()).hasSize(1);
	}

	@Test
	void leavesDomainsThatMayHaveThem() throws Exception {
		assertThat(filtered("db.lan.example.", "10.0.0.1").records()).hasSize(1);
		assertThat(filtered("lan.example.", "10.0.0.1").records()).hasSize(1);
		assertThat(filtered("notlan.example.", "10.0.0.1").kind()).isEqualTo(Kind.NO_DATA);
	}

	private static Finding filtered(String name, String... addresses) throws Exception {
		DnsQuestion question = DnsQuestion.of(Name.fromString(name), Type.A);
		Found found = new Found(question, Finding.records(
				Stream.of(addresses).map((address) -> record(question.name(), address)).toList(), Trust.AUTHORITY));
		Source source = (asked, budget) -> Mono.just(List.of(found));
		return Objects
			.requireNonNull(new RebindingFilter(source, List.of(Name.fromConstantString("lan.example.")))
				.fetch(question, new Budget(1))
				.block())
			.get(0)
			.finding();
	}

	private static Record record(Name name, String text) {
		try {
			InetAddress address = InetAddress.getByName(text);
			return (address.getAddress().length == 4) ? new ARecord(name, DClass.IN, 60, address)
					: new AAAARecord(name, DClass.IN, 60, address);
		}
		catch (UnknownHostException ex) {
			throw new AssertionError(ex);
		}
	}

}
