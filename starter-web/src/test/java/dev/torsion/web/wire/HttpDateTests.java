package dev.torsion.web.wire;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HttpDateTests {

	private static final long EXAMPLE = 784111777L;

	@Test
	void writesThePreferredForm() {
		assertThat(HttpDate.format(Instant.ofEpochSecond(EXAMPLE, 999_999_999)))
			.isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994" })
	void readsAllThreeForms(String text) {
		assertThat(HttpDate.parse(text)).isEqualTo(EXAMPLE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "yesterday", "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37 CET",
			"Sun, 36 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT and then some more text after it" })
	void takesAnythingElseForNoDate(String text) {
		assertThat(HttpDate.parse(text)).isNull();
	}

	@Test
	void readsAYearOfTwoDigitsAsTheClosestOne() {
		assertThat(HttpDate.parse("Wednesday, 01-Jan-70 00:00:00 GMT")).isNotNull().isGreaterThan(-1);
	}

}
