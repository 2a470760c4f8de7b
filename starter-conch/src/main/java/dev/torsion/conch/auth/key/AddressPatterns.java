package dev.torsion.conch.auth.key;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.torsion.net.address.AddressRanges;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Addresses by patterns, as {@code from} has them: addresses, blocks of them, wildcards,
 * and each of these with an exclamation mark for those it is not to be. Nobody is asked
 * for the name of an address, so that patterns of names match none.
 */
final class AddressPatterns {

	private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]+(/.*)?");

	private final List<Entry> entries;

	private AddressPatterns(List<Entry> entries) {
		this.entries = entries;
	}

	/**
	 * Reads patterns.
	 * @param text the patterns, with commas between
	 * @return the patterns
	 * @throws IllegalArgumentException if there is none, or a block that is none
	 */
	static AddressPatterns of(String text) {
		return new AddressPatterns(
				Arrays.stream(text.split(",", -1)).map(String::strip).map(AddressPatterns::entry).toList());
	}

	/**
	 * Reads blocks of addresses, without any wildcards or exclamation marks.
	 * @param text the blocks, with commas between
	 * @return the patterns
	 * @throws IllegalArgumentException if one is none
	 */
	static AddressPatterns blocks(String text) {
		AddressPatterns patterns = of(text);
		if (patterns.entries.stream().anyMatch((entry) -> entry.ranges() == null || entry.negated())) {
			throw new IllegalArgumentException("an address that is none");
		}
		return patterns;
	}

	private static Entry entry(String text) {
		boolean negated = text.startsWith("!");
		String pattern = negated ? text.substring(1) : text;
		if (pattern.isEmpty()) {
			throw new IllegalArgumentException("an empty address");
		}
		AddressRanges ranges = ADDRESS.matcher(pattern).matches() ? ranges(pattern) : null;
		if (ranges == null && pattern.contains("/")) {
			throw new IllegalArgumentException("a block of addresses that is none");
		}
		return new Entry(negated, ranges, pattern.toLowerCase(Locale.ROOT));
	}

	private static @Nullable AddressRanges ranges(String pattern) {
		try {
			return AddressRanges.of("from", List.of(pattern));
		}
		catch (FailureAnalyzedException ex) {
			return null;
		}
	}

	/**
	 * Whether a peer is among them.
	 * @param peer its address, {@code null} if it is not known
	 * @return whether one pattern has it, and none with an exclamation mark
	 */
	boolean contain(@Nullable SocketAddress peer) {
		if (!(peer instanceof InetSocketAddress inet) || inet.getAddress() == null) {
			return false;
		}
		InetAddress address = inet.getAddress();
		return this.entries.stream().noneMatch((entry) -> entry.negated() && entry.matches(address))
				&& this.entries.stream().anyMatch((entry) -> !entry.negated() && entry.matches(address));
	}

	private record Entry(boolean negated, @Nullable AddressRanges ranges, String wildcards) {

		boolean matches(InetAddress address) {
			if (this.ranges != null) {
				return this.ranges.contains(address);
			}
			String text = address.getHostAddress();
			int scope = text.indexOf('%');
			return matches(this.wildcards, (scope < 0) ? text : text.substring(0, scope));
		}

		/** In one go, however many stars there are. */
		private static boolean matches(String pattern, String text) {
			int at = 0;
			int star = -1;
			int retry = 0;
			int position = 0;
			while (position < text.length()) {
				if (at < pattern.length() && pattern.charAt(at) == '*') {
					star = at++;
					retry = position;
				}
				else if (at < pattern.length()
						&& (pattern.charAt(at) == '?' || pattern.charAt(at) == text.charAt(position))) {
					at++;
					position++;
				}
				else if (star >= 0) {
					at = star + 1;
					position = ++retry;
				}
				else {
					return false;
				}
			}
			return pattern.substring(at).chars().allMatch((rest) -> rest == '*');
		}

	}

}
