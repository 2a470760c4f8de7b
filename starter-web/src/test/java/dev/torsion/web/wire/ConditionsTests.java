package dev.torsion.web.wire;

import dev.torsion.web.wire.Conditions.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConditionsTests {

	private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";

	private static final String SAME = "Sun, 06 Nov 1994 08:49:37 GMT";

	private static final String AFTER = "Sun, 06 Nov 1994 08:49:38 GMT";

	private final Validators current = new Validators("\"a,b\"", 784111777L);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"a,b"            | PROCEED
			"x", "a,b"       | PROCEED
			"x","a,b","y"    | PROCEED
			*                | PROCEED
			W/"a,b"          | FAILED
			"a"              | FAILED
			"a,b             | FAILED
			a,b              | FAILED
			''               | FAILED
			""")
	void comparesIfMatchStrongly(String ifMatch, Outcome outcome) {
		assertThat(new Conditions(ifMatch, null, null, null, null).evaluate(this.current)).isEqualTo(outcome);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"a,b"            | NOT_MODIFIED
			W/"a,b"          | NOT_MODIFIED
			"x" , W/"a,b"    | NOT_MODIFIED
			*                | NOT_MODIFIED
			"a"              | PROCEED
			"a,bc"           | PROCEED
			garbage          | PROCEED
			""")
	void comparesIfNoneMatchWeakly(String ifNoneMatch, Outcome outcome) {
		assertThat(new Conditions(null, null, ifNoneMatch, null, null).evaluate(this.current)).isEqualTo(outcome);
	}

	@Test
	void comparesIfModifiedSinceToTheSecond() {
		assertThat(modifiedSince(BEFORE)).isEqualTo(Outcome.PROCEED);
		assertThat(modifiedSince(SAME)).isEqualTo(Outcome.NOT_MODIFIED);
		assertThat(modifiedSince(AFTER)).isEqualTo(Outcome.NOT_MODIFIED);
		assertThat(modifiedSince("no date")).isEqualTo(Outcome.PROCEED);
	}

	@Test
	void comparesIfUnmodifiedSinceToTheSecond() {
		assertThat(unmodifiedSince(BEFORE)).isEqualTo(Outcome.FAILED);
		assertThat(unmodifiedSince(SAME)).isEqualTo(Outcome.PROCEED);
		assertThat(unmodifiedSince(AFTER)).isEqualTo(Outcome.PROCEED);
		assertThat(unmodifiedSince("no date")).isEqualTo(Outcome.PROCEED);
	}

	@Test
	void letsTagsTakePrecedenceOverDates() {
		assertThat(new Conditions("\"a,b\"", BEFORE, null, null, null).evaluate(this.current))
			.isEqualTo(Outcome.PROCEED);
		assertThat(new Conditions(null, null, "\"x\"", AFTER, null).evaluate(this.current)).isEqualTo(Outcome.PROCEED);
	}

	@Test
	void failsBeforeItFindsNothingModified() {
		assertThat(new Conditions("\"x\"", null, "\"a,b\"", null, null).evaluate(this.current))
			.isEqualTo(Outcome.FAILED);
		assertThat(new Conditions("\"a,b\"", null, "\"a,b\"", null, null).evaluate(this.current))
			.isEqualTo(Outcome.NOT_MODIFIED);
	}

	@Test
	void ignoresDatesWhereNoneIsKnown() {
		Validators unknown = new Validators("\"t\"", -1);
		assertThat(new Conditions(null, BEFORE, null, null, null).evaluate(unknown)).isEqualTo(Outcome.PROCEED);
		assertThat(new Conditions(null, null, null, AFTER, null).evaluate(unknown)).isEqualTo(Outcome.PROCEED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"a,b\"", SAME })
	void allowsARangeOfTheSameVersion(String ifRange) {
		assertThat(range(ifRange, this.current)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "W/\"a,b\"", "\"x\"", "\"a,b\", \"x\"", "*", BEFORE, AFTER, "garbage" })
	void allowsNoRangeOfAnotherVersion(String ifRange) {
		assertThat(range(ifRange, this.current)).isFalse();
	}

	@Test
	void allowsNoRangeByAWeakTagAndEveryRangeWithoutIfRange() {
		assertThat(range("W/\"t\"", new Validators("W/\"t\"", -1))).isFalse();
		assertThat(range(null, this.current)).isTrue();
	}

	private static boolean range(@Nullable String ifRange, Validators current) {
		return new Conditions(null, null, null, null, ifRange).allowRange(current);
	}

	private Outcome modifiedSince(String date) {
		return new Conditions(null, null, null, date, null).evaluate(this.current);
	}

	private Outcome unmodifiedSince(String date) {
		return new Conditions(null, date, null, null, null).evaluate(this.current);
	}

}
