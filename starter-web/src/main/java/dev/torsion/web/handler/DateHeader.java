package dev.torsion.web.handler;

import java.time.Instant;

import dev.torsion.web.wire.HttpDate;
import io.netty.util.AsciiString;

/**
 * The value of {@code Date}, which RFC 9110 section 6.6.1 wants of every server with a
 * clock; written once a second. Threads may each write their own: they write the same.
 */
final class DateHeader {

	private static volatile Second current = Second.of(0);

	private DateHeader() {
	}

	static AsciiString now() {
		long second = System.currentTimeMillis() / 1000;
		Second known = current;
		if (known.second != second) {
			known = Second.of(second);
			current = known;
		}
		return known.text;
	}

	private record Second(long second, AsciiString text) {

		static Second of(long second) {
			return new Second(second, AsciiString.cached(HttpDate.format(Instant.ofEpochSecond(second))));
		}

	}

}
