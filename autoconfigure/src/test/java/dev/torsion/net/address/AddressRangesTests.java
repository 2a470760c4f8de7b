package dev.torsion.net.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AddressRanges}.
 */
class AddressRangesTests {

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.1, 192.0.2.2", "10.0.0.0/8, 10.255.0.1, 11.0.0.0",
			"192.0.2.77/31, 192.0.2.76, 192.0.2.78", "0.0.0.0/0, 203.0.113.9, ::1", "::/0, 2001:db8::, 127.0.0.1",
			"2001:db8::/32, 2001:db8:ffff::1, 2001:db9::", "2001:db8::/65, 2001:db8::7fff:0:0:1, 2001:db8::8000:0:0:0",
			"2001:db8::1, 2001:db8::1, 2001:db8::2", "fe80::1%lo, fe80::1, fe80::2",
			"::ffff:10.0.0.0/104, 10.1.2.3, 11.1.2.3", "loopback, 127.9.9.9, 128.0.0.1", "loopback, ::1, ::2",
			"private, 172.31.0.1, 172.32.0.1", "private, 192.168.7.7, 192.169.0.1", "private, 169.254.1.1, 100.64.0.1",
			"private, fd00::1, fe00::", "private, febf::1, fec0::1", "private, 10.0.0.1, 127.0.0.1" })
	void containsWhatIsInABlock(String range, String inside, String outside) throws UnknownHostException {
		AddressRanges ranges = AddressRanges.of("test", List.of(range));
		assertThat(ranges.contains(InetAddress.getByName(inside))).isTrue();
		assertThat(ranges.contains(InetAddress.getByName(outside))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "255.255.255.255", "::", "2001:db8::1", "ffff::" })
	void containsEverybodyIfAnyIsNamed(String address) throws UnknownHostException {
		assertThat(AddressRanges.of("test", List.of("any")).contains(InetAddress.getByName(address))).isTrue();
	}

	@Test
	void seesAnAddressOfFourBytesInOneOfSixteen() throws UnknownHostException {
		byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffff0a000001");
		InetAddress address = Inet6Address.getByAddress(null, mapped, -1);
		assertThat(address).isInstanceOf(Inet6Address.class);
		assertThat(AddressRanges.of("test", List.of("10.0.0.0/8")).contains(address)).isTrue();
		assertThat(AddressRanges.of("test", List.of("::/0")).contains(address)).isFalse();
	}

	@Test
	void takesAListInAnyOrder() throws UnknownHostException {
		AddressRanges ranges = AddressRanges.of("test", List.of("2001:db8::/32", " private ", "192.0.2.0/24"));
		for (String inside : List.of("2001:db8::5", "10.0.0.1", "192.0.2.9")) {
			assertThat(ranges.contains(InetAddress.getByName(inside))).isTrue();
		}
		assertThat(ranges.contains(InetAddress.getByName("192.0.3.9"))).isFalse();
	}

	@Test
	void agreesWithEveryLengthOfAPrefix() throws UnknownHostException {
		byte[] ones = new byte[16];
		Arrays.fill(ones, (byte) 0xff);
		for (int bits = 1; bits <= 128; bits++) {
			AddressRanges ranges = AddressRanges.of("test",
					List.of(InetAddress.getByAddress(ones).getHostAddress() + "/" + bits));
			byte[] last = ones.clone();
			last[(bits - 1) / 8] ^= (byte) (0x80 >> (bits - 1) % 8);
			assertThat(ranges.contains(InetAddress.getByAddress(last))).as("/%d", bits).isFalse();
			if (bits < 128) {
				byte[] next = ones.clone();
				next[bits / 8] ^= (byte) (0x80 >> bits % 8);
				assertThat(ranges.contains(InetAddress.getByAddress(next))).as("/%d", bits).isTrue();
			}
		}
	}

	@Test
	void isNobodyIfNothingIsNamed() throws UnknownHostException {
		assertThat(AddressRanges.NONE.isEmpty()).isTrue();
		assertThat(AddressRanges.NONE.contains(InetAddress.getByName("::1"))).isFalse();
		assertThat(AddressRanges.of("test", List.of("any")).isEmpty()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/", "host.example", "", "Private",
			"10.0.0", "10.0.0.0/8/8" })
	void refusesWhatIsNoAddress(String text) {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> AddressRanges.of("network.test.allow", List.of("127.0.0.1", text)))
			.satisfies((failure) -> assertThat(failure.analysis().getDescription())
				.isEqualTo("'" + text + "' in network.test.allow is not an address."))
			.satisfies((failure) -> assertThat(failure.analysis().getAction()).contains("'loopback'"));
	}

}
