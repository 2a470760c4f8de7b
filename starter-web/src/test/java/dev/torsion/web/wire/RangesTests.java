package dev.torsion.web.wire;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.torsion.web.wire.Ranges.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RangesTests {

	private static final long SIZE = 10000;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			bytes=0-499           | 0-499
			bytes=500-999         | 500-999
			bytes=-500            | 9500-9999
			bytes=9500-           | 9500-9999
			bytes=9999-20000      | 9999-9999
			bytes=-20000          | 0-9999
			Bytes=1-1             | 1-1
			bytes=0-0,-1          | 0-0 9999-9999
			bytes= 0-0 , 5-6      | 0-0 5-6
			bytes=500-600,601-999 | 500-999
			bytes=500-700,601-999 | 500-999
			bytes=700-900,0-10    | 700-900 0-10
			bytes=0-,5-6,-1       | 0-9999
			bytes=0-1,10000-      | 0-1
			""")
	void selectsParts(String header, String parts) {
		Ranges ranges = Ranges.parse(header, SIZE);
		assertThat(ranges.kind()).isEqualTo(Kind.PARTIAL);
		assertThat(ranges.parts()
			.stream()
			.map((part) -> part.first() + "-" + part.last())
			.collect(Collectors.joining(" "))).isEqualTo(parts);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=10000-", "bytes=20000-30000", "bytes=-0", "bytes=10000-,-0" })
	void cannotSatisfyWhatIsBeyondTheEnd(String header) {
		assertThat(Ranges.parse(header, SIZE).kind()).isEqualTo(Kind.UNSATISFIABLE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "lines=0-1", "bytes", "bytes=", "bytes=a-b", "bytes=5-4", "bytes=-", "bytes=0-1,,2-3",
			"bytes=0-1;2-3", "bytes=--1", "bytes=9999999999999999999-", "bytes 0-1", "none" })
	void ignoresWhatIsNotARangeOfBytes(String header) {
		assertThat(Ranges.parse(header, SIZE)).isSameAs(Ranges.WHOLE);
	}

	@Test
	void ignoresTooManyRanges() {
		assertThat(Ranges.parse(ranges(Ranges.MAX_RANGES), SIZE).parts()).hasSize(Ranges.MAX_RANGES);
		assertThat(Ranges.parse(ranges(Ranges.MAX_RANGES + 1), SIZE)).isSameAs(Ranges.WHOLE);
	}

	@Test
	void hasNothingToSelectFromAnEmptyFile() {
		assertThat(Ranges.parse("bytes=0-", 0).kind()).isEqualTo(Kind.UNSATISFIABLE);
		assertThat(Ranges.parse("bytes=-5", 0).kind()).isEqualTo(Kind.UNSATISFIABLE);
		assertThat(Ranges.parse(null, 0)).isSameAs(Ranges.WHOLE);
	}

	private static String ranges(int count) {
		return "bytes=" + IntStream.range(0, count)
			.mapToObj((i) -> (i * 10) + "-" + (i * 10 + 1))
			.collect(Collectors.joining(","));
	}

}
