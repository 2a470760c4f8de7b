package dev.torsion.web.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Dates of HTTP, RFC 9110 section 5.6.7: one form to write, three to read.
 */
public final class HttpDate {

	private static final DateTimeFormatter IMF = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'",
			Locale.ENGLISH);

	private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy",
			Locale.ENGLISH);

	private static final int LONGEST = 40;

	private HttpDate() {
	}

	/**
	 * Writes a date in the preferred form.
	 * @param date the date; fractions of a second are cut off
	 * @return such as {@code Sun, 06 Nov 1994 08:49:37 GMT}
	 */
	public static String format(Instant date) {
		return IMF.format(date.atOffset(ZoneOffset.UTC));
	}

	/**
	 * Reads a date in any of the three forms.
	 * @param text the date
	 * @return seconds since 1970, or {@code null} if it is not a date, which makes the
	 * header it came in as good as absent
	 */
	public static @Nullable Long parse(@Nullable String text) {
		if (text == null || text.length() > LONGEST) {
			return null;
		}
		for (DateTimeFormatter form : List.of(IMF, rfc850(), ASCTIME)) {
			try {
				return LocalDateTime.parse(text.trim(), form).toEpochSecond(ZoneOffset.UTC);
			}
			catch (DateTimeException ex) {
				continue;
			}
		}
		return null;
	}

	/**
	 * A year of two digits is one of the hundred that end in 50 years, so the form
	 * depends on the day it is read.
	 */
	private static DateTimeFormatter rfc850() {
		int first = ZonedDateTime.now(ZoneOffset.UTC).getYear() - 49;
		return new DateTimeFormatterBuilder().appendPattern("EEEE, dd-MMM-")
			.appendValueReduced(ChronoField.YEAR, 2, 2, first)
			.appendPattern(" HH:mm:ss 'GMT'")
			.toFormatter(Locale.ENGLISH);
	}

}
