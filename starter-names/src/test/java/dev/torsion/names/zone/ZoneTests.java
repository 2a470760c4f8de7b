package dev.torsion.names.zone;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Zone}.
 */
class ZoneTests {

	private static final Name ORIGIN = Name.fromConstantString("example.org.");

	/** RFC 2308 section 3; numbers have 32 bits without a sign. */
	@ParameterizedTest
	@CsvSource({ "3600, 300, 300", "60, 300, 60", "3600, 2147483648, 3600", "3600, 4294967295, 3600", "0, 5, 0" })
	void negativeAnswersAreKeptForTheLesserOfTwoTimes(long ttl, long minimum, int kept) throws Exception {
		ZoneBuilder builder = new ZoneBuilder(Records.name(ORIGIN));
		builder.add(new SOARecord(ORIGIN, DClass.IN, ttl, ORIGIN, ORIGIN, 1, 1, 1, 1, minimum));
		builder.add(Record.fromString(ORIGIN, Type.NS, DClass.IN, 60, "ns.test.", Name.root));
		assertThat(builder.build().negativeSoa().ttl()).isEqualTo(kept);
	}

}
