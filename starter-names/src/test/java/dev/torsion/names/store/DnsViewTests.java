package dev.torsion.names.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

import dev.torsion.net.address.AddressRanges;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DnsView}.
 */
class DnsViewTests {

	private static final AddressRanges INSIDE = AddressRanges.of("test", List.of("private"));

	@Test
	void meansItsClientsAtAnyListener() throws UnknownHostException {
		DnsView view = new DnsView("inside", INSIDE, Set.of());
		assertThat(view.matches(InetAddress.getByName("10.0.0.1"), "names-udp")).isTrue();
		assertThat(view.matches(InetAddress.getByName("192.0.2.1"), "names-udp")).isFalse();
	}

	@Test
	void meansItsListenersOnly() throws UnknownHostException {
		DnsView view = new DnsView("inside", INSIDE, Set.of("names-tls"));
		assertThat(view.matches(InetAddress.getByName("10.0.0.1"), "names-tls")).isTrue();
		assertThat(view.matches(InetAddress.getByName("10.0.0.1"), "names-udp")).isFalse();
		assertThat(view.matches(InetAddress.getByName("192.0.2.1"), "names-tls")).isFalse();
	}

}
