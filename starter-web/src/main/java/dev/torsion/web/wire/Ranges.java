package dev.torsion.web.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a file a {@code Range} header asks for, RFC 9110 section 14.2.
 *
 * @param kind whether and how the header is to be followed
 * @param parts what to send; empty unless the kind is {@link Kind#PARTIAL}
 */
public record Ranges(Kind kind, List<ByteRange> parts) {

	/**
	 * Most ranges a request may ask for and still be taken at its word. More is an attack
	 * rather than a reader (CVE-2011-3192), and is answered with the whole file.
	 */
	public static final int MAX_RANGES = 16;

	/**
	 * No range: the whole file.
	 */
	public static final Ranges WHOLE = new Ranges(Kind.WHOLE, List.of());

	private static final Ranges UNSATISFIABLE = new Ranges(Kind.UNSATISFIABLE, List.of());

	private static final String UNIT = "bytes=";

	private static final Pattern RANGE = Pattern.compile("(\\d{0,18})-(\\d{0,18})");

	/**
	 * How a {@code Range} header is to be answered.
	 */
	public enum Kind {

		/**
		 * Ignored: 200 with the whole file.
		 */
		WHOLE,

		/**
		 * 206 with the parts.
		 */
		PARTIAL,

		/**
		 * 416: nothing that was asked for exists.
		 */
		UNSATISFIABLE

	}

	/**
	 * Reads a {@code Range} header. An unknown unit, a header that is not well formed and
	 * one with too many ranges are ignored, as the RFC says. Ranges that overlap or touch
	 * are joined, which may change their order; others keep the order of the request.
	 * @param header the value of the header, if there is one
	 * @param size the size of the file
	 * @return what to send
	 */
	public static Ranges parse(@Nullable String header, long size) {
		if (header == null || !header.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
			return WHOLE;
		}
		String[] specs = header.substring(UNIT.length()).split(",", MAX_RANGES + 1);
		if (specs.length > MAX_RANGES) {
			return WHOLE;
		}
		List<ByteRange> parts = new ArrayList<>();
		for (String spec : specs) {
			Matcher range = RANGE.matcher(spec.trim());
			if (!range.matches() || !add(parts, range.group(1), range.group(2), size)) {
				return WHOLE;
			}
		}
		return parts.isEmpty() ? UNSATISFIABLE : new Ranges(Kind.PARTIAL, coalesce(parts));
	}

	private static boolean add(List<ByteRange> parts, String from, String to, long size) {
		if (from.isEmpty()) {
			if (to.isEmpty()) {
				return false;
			}
			long suffix = Math.min(Long.parseLong(to), size);
			return suffix == 0 || parts.add(new ByteRange(size - suffix, size - 1));
		}
		long first = Long.parseLong(from);
		long last = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
		if (last < first) {
			return false;
		}
		return first >= size || parts.add(new ByteRange(first, Math.min(last, size - 1)));
	}

	private static List<ByteRange> coalesce(List<ByteRange> parts) {
		List<ByteRange> sorted = new ArrayList<>(parts);
		sorted.sort(Comparator.comparingLong(ByteRange::first));
		List<ByteRange> joined = new ArrayList<>();
		for (ByteRange part : sorted) {
			int end = joined.size() - 1;
			if (end >= 0 && part.first() <= joined.get(end).last() + 1) {
				ByteRange before = joined.get(end);
				joined.set(end, new ByteRange(before.first(), Math.max(before.last(), part.last())));
			}
			else {
				joined.add(part);
			}
		}
		return (joined.size() == parts.size()) ? List.copyOf(parts) : List.copyOf(joined);
	}

}
