package dev.torsion.names.zone;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

import dev.torsion.names.wire.RecordTypes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RRset}.
 */
class RRsetTests {

	@Test
	void isWhatItWouldBeRecordByRecord() {
		List<byte[]> rdatas = List.of(new byte[] { 1 }, new byte[0], new byte[] { 1, 2 }, new byte[] { 1 },
				new byte[0]);
		RRset set = RRset.of(RecordTypes.TXT, 60, rdatas);
		RRset grown = RRset.of(RecordTypes.TXT, 60, rdatas.get(0));
		for (byte[] rdata : rdatas) {
			grown = grown.with(rdata, 60);
		}
		assertThat(set.data()).isEqualTo(grown.data());
		assertThat(set.ttl()).isEqualTo(60);
		assertThat(set.type()).isEqualTo(RecordTypes.TXT);
		assertThat(set.rdatas()).containsExactly(new byte[] { 1 }, new byte[0], new byte[] { 1, 2 });
	}

	@Test
	void takesAsManyRecordsAsAMessageCanHave() {
		List<byte[]> rdatas = IntStream.range(0, 65_536)
			.mapToObj((i) -> ByteBuffer.allocate(4).putInt(i).array())
			.toList();
		assertThat(RRset.of(RecordTypes.A, 60, rdatas).size()).isEqualTo(65_536);
	}

	@Test
	void takesNoRecordThatIsTooLong() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RRset.of(RecordTypes.TXT, 60, List.of(new byte[0], new byte[65_536])));
	}

}
