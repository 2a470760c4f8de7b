package dev.torsion.net.address;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Some IP addresses: those of a list that a property has. Immutable.
 */
public final class AddressRanges {

	/**
	 * Nobody.
	 */
	public static final AddressRanges NONE = new AddressRanges(List.of());

	/**
	 * Addresses behind the translation of a carrier (RFC 6598) are those of strangers.
	 */
	private static final Map<String, List<String>> WORDS = Map.of("loopback", List.of("127.0.0.0/8", "::1"), "private",
			List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7", "fe80::/10"), "any",
			List.of("0.0.0.0/0", "::/0"));

	private static final String ACTION = "Name addresses (192.0.2.1, 2001:db8::1) or blocks of them (10.0.0.0/8) there; "
			+ "the words 'loopback', 'private' and 'any' are blocks too. ";

	private final AddressRange[] ranges;

	private AddressRanges(List<AddressRange> ranges) {
		this.ranges = ranges.toArray(AddressRange[]::new);
	}

	/**
	 * Reads a list of addresses.
	 * @param property the property that has the list, for a failure text
	 * @param ranges addresses ({@code 192.0.2.1}), blocks of them ({@code 10.0.0.0/8}),
	 * or words: {@code loopback}, {@code private} (RFC 1918, RFC 4193 and link-local) or
	 * {@code any}; empty for nobody
	 * @return the addresses
	 * @throws FailureAnalyzedException if one of them is none of these
	 */
	public static AddressRanges of(String property, List<String> ranges) {
		return of(property, ranges, "");
	}

	/**
	 * Reads a list of addresses whose property knows more than these.
	 * @param property the property that has the list, for a failure text
	 * @param ranges the list, as in {@link #of(String, List)}
	 * @param more what else might be meant, for a failure text; ends with a full stop
	 * @return the addresses
	 * @throws FailureAnalyzedException if one of them is no address, block or word
	 */
	public static AddressRanges of(String property, List<String> ranges, String more) {
		return new AddressRanges(ranges.stream()
			.map(String::strip)
			.flatMap((range) -> WORDS.getOrDefault(range, List.of(range)).stream())
			.map((range) -> Optional.ofNullable(AddressRange.parse(range))
				.orElseThrow(() -> new FailureAnalyzedException(
						"'" + range + "' in " + property + " is not an address.", (ACTION + more).strip())))
			.toList());
	}

	/**
	 * Whether there is nobody.
	 * @return whether no address is among them
	 */
	public boolean isEmpty() {
		return this.ranges.length == 0;
	}

	/**
	 * Whether an address is among them. An address of IPv4 is the same when a socket of
	 * IPv6 has it.
	 * @param address the address
	 * @return whether it is
	 */
	public boolean contains(InetAddress address) {
		byte[] bytes = address.getAddress();
		long high = AddressRange.high(bytes);
		long low = AddressRange.low(bytes);
		for (AddressRange range : this.ranges) {
			if (range.contains(high, low)) {
				return true;
			}
		}
		return false;
	}

}
