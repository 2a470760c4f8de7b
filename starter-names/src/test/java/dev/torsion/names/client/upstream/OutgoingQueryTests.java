package dev.torsion.names.client.upstream;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.client.upstream.OutgoingQuery.Manner;
import dev.torsion.names.client.upstream.OutgoingQuery.Verdict;
import dev.torsion.names.client.upstream.OutgoingQuery.Verdict.Kind;
import dev.torsion.names.test.MockDns;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link OutgoingQuery} takes for an answer.
 */
class OutgoingQueryTests {

	private final OutgoingQuery query = OutgoingQuery
		.of(DnsQuestion.of(Name.fromConstantString("www.example.org."), Type.A), true, new Manner(true, true));

	@Test
	void takesTheAnswer() throws IOException {
		assertThat(this.query.check(answer()).kind()).isEqualTo(Kind.RIGHT);
	}

	@Test
	void takesNoPartOfTheAnswer() throws IOException {
		byte[] answer = answer();
		for (int length = 0; length < answer.length; length++) {
			assertThat(this.query.check(Arrays.copyOf(answer, length)).kind()).as("%s bytes", length)
				.isEqualTo(Kind.WRONG);
		}
	}

	@Test
	void neverFailsAtWhateverItIsSent() throws IOException {
		Random random = new Random(1);
		byte[] answer = answer();
		for (int i = 0; i < 20_000; i++) {
			byte[] garbled = answer.clone();
			for (int j = 0; j < 4; j++) {
				garbled[2 + random.nextInt(answer.length - 2)] = (byte) random.nextInt();
			}
			assertThat(this.query.check(garbled)).isNotNull();
			byte[] garbage = new byte[random.nextInt(600)];
			random.nextBytes(garbage);
			assertThat(this.query.check(garbage)).isNotNull();
		}
	}

	@Test
	void takesAnErrorWithoutQuestionOnlyForOneThatReadNothing() throws IOException {
		assertThat(this.query.check(header(Rcode.FORMERR)).kind()).isEqualTo(Kind.RIGHT);
		assertThat(this.query.check(header(Rcode.NOTIMP)).kind()).isEqualTo(Kind.RIGHT);
		assertThat(this.query.check(header(Rcode.NXDOMAIN))).isEqualTo(Verdict.WRONG);
		assertThat(this.query.check(header(Rcode.NOERROR))).isEqualTo(Verdict.WRONG);
	}

	private byte[] answer() throws IOException {
		return MockDns.answerTo(new Message(this.query.bytes())).toWire();
	}

	private byte[] header(int rcode) {
		byte[] header = new byte[12];
		header[0] = (byte) (this.query.id() >>> 8);
		header[1] = (byte) this.query.id();
		header[2] = (byte) 0x80;
		header[3] = (byte) rcode;
		return header;
	}

}
