package dev.torsion.names.session.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import javax.crypto.spec.SecretKeySpec;

import dev.torsion.names.DnsTransport;
import dev.torsion.names.zone.Zones;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what is signed by a shared secret, RFC 8945.
 */
class SignedMessagesTests {

	private static final String ZONE = """
			$ORIGIN example.org.
			$TTL 3600
			@ SOA ns admin 7 3600 600 86400 300
			@ NS ns
			ns A 192.0.2.1
			www A 192.0.2.3
			""" + big();

	private final Controlled server = new Controlled(new Zones(), ZONE);

	private final TSIG key = Controlled.tsig(Controlled.SECRET, Controlled.NOW);

	private static String big() {
		StringBuilder text = new StringBuilder();
		for (int i = 10; i < 80; i++) {
			text.append("big A 192.0.2.").append(i).append('\n');
		}
		return text.toString();
	}

	@Test
	void answersASignedQueryAndSignsTheAnswer() throws IOException {
		Message query = query("www.example.org.");
		TSIGRecord signature = sign(query, this.key);
		byte[] answer = answer(query);
		Message message = new Message(answer);
		assertThat(message.getSection(Section.ANSWER)).hasSize(1);
		assertThat(message.getHeader().getFlag(Flags.AA)).isTrue();
		assertThat(this.key.verify(message, answer, signature)).isEqualTo(Rcode.NOERROR);
	}

	@Test
	void refusesAKeyThatItDoesNotKnow() throws IOException {
		Message query = query("www.example.org.");
		sign(query, new TSIG(TSIG.HMAC_SHA256, Name.fromConstantString("unknown."),
				new SecretKeySpec(Controlled.SECRET, "TSIG"), Controlled.clock(Controlled.NOW)));
		assertRefused(new Message(answer(query)), Rcode.BADKEY);
	}

	@Test
	void refusesAKeyOfAnotherAlgorithm() throws IOException {
		Message query = query("www.example.org.");
		sign(query, new TSIG(TSIG.HMAC_SHA512, Controlled.KEY, new SecretKeySpec(Controlled.SECRET, "TSIG"),
				Controlled.clock(Controlled.NOW)));
		assertRefused(new Message(answer(query)), Rcode.BADKEY);
	}

	@Test
	void refusesAForgedSignature() throws IOException {
		Message query = query("www.example.org.");
		sign(query, Controlled.tsig(new byte[] { 1, 2, 3 }, Controlled.NOW));
		assertRefused(new Message(answer(query)), Rcode.BADSIG);
	}

	@Test
	void refusesASignedMessageThatWasChanged() throws IOException {
		Message query = query("www.example.org.");
		sign(query, this.key);
		byte[] bytes = query.toWire();
		bytes[13] = 'x';
		assertRefused(new Message(this.server.raw(bytes, DnsTransport.UDP).get(0)), Rcode.BADSIG);
	}

	private static void assertRefused(Message answer, int error) {
		assertThat(answer.getHeader().getRcode()).isEqualTo(Rcode.NOTAUTH);
		assertThat(answer.getSection(Section.ANSWER)).isEmpty();
		assertThat(answer.getTSIG().getError()).isEqualTo(error);
		assertThat(answer.getTSIG().getSignature()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(longs = { -301, 301 })
	void refusesASignatureOfAnotherTimeAndTellsItsOwn(long seconds) throws IOException {
		Instant theirs = Controlled.NOW.plusSeconds(seconds);
		TSIG late = Controlled.tsig(Controlled.SECRET, theirs);
		Message query = query("www.example.org.");
		TSIGRecord signature = sign(query, late);
		byte[] bytes = answer(query);
		Message answer = new Message(bytes);
		assertThat(answer.getHeader().getRcode()).isEqualTo(Rcode.NOTAUTH);
		assertThat(answer.getTSIG().getError()).isEqualTo(Rcode.BADTIME);
		assertThat(answer.getTSIG().getTimeSigned()).isEqualTo(theirs);
		byte[] time = answer.getTSIG().getOther();
		assertThat(time).hasSize(6);
		assertThat(ByteBuffer.wrap(time).getInt(2)).isEqualTo((int) Controlled.NOW.getEpochSecond());
		assertThat(late.verify(answer, bytes, signature)).isEqualTo(Rcode.NOERROR);
	}

	@Test
	void takesASignatureWithinItsFudge() throws IOException {
		Message query = query("www.example.org.");
		sign(query, Controlled.tsig(Controlled.SECRET, Controlled.NOW.plusSeconds(299)));
		assertThat(new Message(answer(query)).getRcode()).isEqualTo(Rcode.NOERROR);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 9, 15, 33 })
	void findsASignatureMalformedWhoseLengthCannotBe(int length) throws IOException {
		Message answer = new Message(answer(cut(length)));
		assertThat(answer.getRcode()).isEqualTo(Rcode.FORMERR);
		assertThat(answer.getTSIG()).isNull();
	}

	@Test
	void takesASignatureCutToItsHalf() throws IOException {
		assertThat(new Message(answer(cut(16))).getRcode()).isEqualTo(Rcode.NOERROR);
	}

	private Message cut(int length) {
		Message query = query("www.example.org.");
		TSIGRecord full = this.key.generate(query, query.toWire(), 0, null);
		query.addRecord(
				new TSIGRecord(full.getName(), DClass.ANY, 0, full.getAlgorithm(), full.getTimeSigned(),
						full.getFudge(), Arrays.copyOf(full.getSignature(), length), full.getOriginalID(), 0, null),
				Section.ADDITIONAL);
		return query;
	}

	@Test
	void verifiesWhatWasForwardedWithAnotherId() throws IOException {
		Message query = query("www.example.org.");
		TSIGRecord signature = sign(query, this.key);
		byte[] bytes = query.toWire();
		bytes[0] ^= 0x55;
		byte[] answer = this.server.raw(bytes, DnsTransport.UDP).get(0);
		assertThat(answer).startsWith(bytes[0], bytes[1]);
		assertThat(this.key.verify(new Message(answer), answer, signature)).isEqualTo(Rcode.NOERROR);
	}

	@Test
	void findsAMessageMalformedInWhichTheSignatureIsNotTheLast() {
		Message query = query("www.example.org.");
		sign(query, this.key);
		query.addRecord(new TXTRecord(Controlled.KEY, DClass.IN, 0, "after"), Section.ADDITIONAL);
		assertThat(Controlled.parsed(headerOnly(query)).getRcode()).isEqualTo(Rcode.FORMERR);
	}

	@Test
	void findsAnUpdateMalformedInWhichTheSignatureIsNotTheLast() {
		Message update = Message.newUpdate(Name.fromConstantString("example.org."));
		sign(update, this.key);
		update.addRecord(new TXTRecord(Controlled.KEY, DClass.IN, 0, "after"), Section.ADDITIONAL);
		Message answer = Controlled.parsed(headerOnly(update));
		assertThat(answer.getRcode()).isEqualTo(Rcode.FORMERR);
		assertThat(answer.getHeader().getOpcode()).isEqualTo(Opcode.UPDATE);
	}

	private byte[] headerOnly(Message query) {
		return this.server.raw(query.toWire(), DnsTransport.UDP).get(0);
	}

	@Test
	void leavesRoomForTheSignatureOverUdp() throws IOException {
		Message query = query("big.example.org.");
		query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
		byte[] plain = answer(query);
		assertThat(plain.length).isGreaterThan(1100);
		assertThat(Controlled.parsed(plain).getHeader().getFlag(Flags.TC)).isFalse();
		for (int payload = 512; payload < 1400; payload += 11) {
			Message signed = query("big.example.org.");
			signed.addRecord(new OPTRecord(payload, 0, 0), Section.ADDITIONAL);
			TSIGRecord signature = sign(signed, this.key);
			byte[] answer = answer(signed);
			assertThat(answer.length).isLessThanOrEqualTo(Math.min(1232, payload));
			assertThat(this.key.verify(new Message(answer), answer, signature)).isEqualTo(Rcode.NOERROR);
		}
	}

	@Test
	void answersASignedQueryOverTcpWithAllRecords() throws IOException {
		Message query = query("big.example.org.");
		TSIGRecord signature = sign(query, this.key);
		List<byte[]> answer = this.server.raw(query.toWire(), DnsTransport.TCP);
		Message message = new Message(answer.get(0));
		assertThat(message.getSection(Section.ANSWER)).hasSize(70);
		assertThat(this.key.verify(message, answer.get(0), signature)).isEqualTo(Rcode.NOERROR);
	}

	@Test
	void isNotImplementedForNobodyWhoHandlesIt() {
		Message update = Message.newUpdate(Name.fromConstantString("example.org."));
		assertThat(this.server.askByUdp(update).getRcode()).isEqualTo(Rcode.NOTIMP);
	}

	@Test
	void findsAnUpdateOfAnotherVersionOfEdnsBad() {
		Message update = Message.newUpdate(Name.fromConstantString("example.org."));
		update.addRecord(new OPTRecord(1232, 0, 1), Section.ADDITIONAL);
		assertThat(this.server.askByUdp(update).getRcode()).isEqualTo(Rcode.BADVERS);
	}

	@Test
	void keepsTheSecretOutOfItsName() {
		assertThat(this.server.keys.find(Controlled.KEY)).hasToString("exchange");
	}

	private static Message query(String name) {
		return Message.newQuery(Record.newRecord(Name.fromConstantString(name), Type.A, DClass.IN));
	}

	private static TSIGRecord sign(Message message, TSIG key) {
		TSIGRecord signature = key.generate(message, message.toWire(), 0, null);
		message.addRecord(signature, Section.ADDITIONAL);
		return signature;
	}

	private byte[] answer(Message query) {
		return this.server.raw(query.toWire(), DnsTransport.UDP).get(0);
	}

}
