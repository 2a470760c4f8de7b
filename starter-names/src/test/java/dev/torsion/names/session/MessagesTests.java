package dev.torsion.names.session;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.torsion.names.DnsTransport;
import dev.torsion.names.wire.ServerCookies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

import static dev.torsion.names.session.Served.answers;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what messages are made of: headers, EDNS, and all that can be wrong.
 */
class MessagesTests {

	private static final String ZONE = """
			$ORIGIN example.org.
			$TTL 3600
			@ SOA ns admin 7 3600 600 86400 300
			@ NS ns
			ns A 192.0.2.1
			www A 192.0.2.3
			big TXT %s
			""".formatted(
			IntStream.range(0, 40).mapToObj((i) -> "\"" + "x".repeat(100) + "\"").collect(Collectors.joining(" ")));

	private static final ServerSettings SETTINGS = new ServerSettings(1232, "ns1.example", "7",
			new ServerCookies(new byte[16], new byte[16], Clock.systemUTC()), false, null, Duration.ofSeconds(10),
			Duration.ofSeconds(30));

	private final Served served = new Served(SETTINGS, List.of(), List.of(), ZONE);

	@Test
	void hasEdnsInTheAnswerIfAndOnlyIfTheQueryHas() {
		assertThat(this.served.ask("www.example.org.", "A").getOPT()).isNull();
		OPTRecord opt = this.served.ask(edns("www.example.org.", 4096, 0, 0)).getOPT();
		assertThat(opt.getPayloadSize()).isEqualTo(1232);
		assertThat(opt.getFlags()).isZero();
		assertThat(opt.getOptions()).isEmpty();
	}

	@Test
	void repeatsDnssecOkAndNoOtherBitOfEdns() {
		assertThat(this.served.ask(edns("www.example.org.", 4096, 0, 0xffff)).getOPT().getFlags()).isEqualTo(0x8000);
	}

	@Test
	void saysSoWhenItDoesNotKnowTheVersionOfEdns() {
		Message answer = this.served.ask(edns("www.example.org.", 4096, 1, 0));
		assertThat(answer.getRcode()).isEqualTo(Rcode.BADVERS);
		assertThat(answer.getOPT().getVersion()).isZero();
		assertThat(answers(answer)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 511, 512 })
	void takesNoPayloadForLessThan512Bytes(int payload) {
		byte[] answer = this.served.raw(edns("big.example.org.", Type.TXT, payload, 0, 0).toWire());
		assertThat(answer).hasSizeLessThanOrEqualTo(512);
		assertThat(Served.parsed(answer).getHeader().getFlag(Flags.TC)).isTrue();
		assertThat(Served.parsed(answer).getOPT()).isNotNull();
	}

	@Test
	void sendsNoMoreThanItsOwnLimitOverUdp() {
		Message answer = this.served.ask(edns("big.example.org.", Type.TXT, 65_535, 0, 0));
		assertThat(answer.getHeader().getFlag(Flags.TC)).isTrue();
		Message whole = this.served.askByTcp(Served.query("big.example.org.", "TXT"));
		assertThat(answers(whole)).hasSize(1);
		assertThat(whole.getHeader().getFlag(Flags.TC)).isFalse();
	}

	@Test
	void ignoresOptionsThatNobodyKnows() {
		Message answer = this.served.ask(with(new GenericEDNSOption(65_001, new byte[20])));
		assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
		assertThat(answer.getOPT().getOptions()).isEmpty();
	}

	@Test
	void saysNothingOfTheNetworkOfTheClientSinceNoAnswerDependsOnIt() {
		Message answer = this.served.ask(with(new GenericEDNSOption(8, new byte[] { 0, 1, 24, 0, (byte) 192, 0, 2 })));
		assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
		assertThat(answer.getOPT().getOptions(8)).isEmpty();
	}

	@Test
	void tellsItsNameToThoseWhoAsk() {
		Message answer = this.served.ask(with(new GenericEDNSOption(3, new byte[0])));
		assertThat(new String(data(answer, 3))).isEqualTo("ns1.example");
		assertThat(answers(this.served.ask(chaos("id.server.")))).containsExactly("id.server. 0 TXT ns1.example");
		assertThat(answers(this.served.ask(chaos("VERSION.bind.")))).containsExactly("VERSION.bind. 0 TXT 7");
		assertThat(this.served.ask(chaos("id.server.")).getSection(Section.ANSWER).get(0).getDClass())
			.isEqualTo(DClass.CH);
		assertThat(this.served.ask(chaos("other.bind.")).getRcode()).isEqualTo(Rcode.REFUSED);
	}

	@Test
	void tellsNothingOfItselfUnlessThatIsSet() {
		Served silent = new Served(ZONE);
		assertThat(silent.ask(chaos("id.server.")).getRcode()).isEqualTo(Rcode.REFUSED);
		assertThat(silent.ask(with(new GenericEDNSOption(3, new byte[0]))).getOPT().getOptions()).isEmpty();
	}

	@Test
	void refusesOtherClassesAndIsNoAuthorityForAny() throws Exception {
		Message hesiod = Message.newQuery(Record.newRecord(Name.fromString("www.example.org."), Type.A, DClass.HESIOD));
		assertThat(this.served.ask(hesiod).getRcode()).isEqualTo(Rcode.REFUSED);
		Message any = Message.newQuery(Record.newRecord(Name.fromString("www.example.org."), Type.A, DClass.ANY));
		assertThat(answers(this.served.ask(any))).hasSize(1);
		assertThat(this.served.ask(any).getHeader().getFlag(Flags.AA)).isFalse();
	}

	@Test
	void answersACookieWithOneThatProvesTheAddress() {
		Message first = this.served.ask(with(new GenericEDNSOption(10, new byte[8])));
		byte[] cookie = data(first, 10);
		assertThat(cookie).hasSize(24);
		assertThat(first.getRcode()).isEqualTo(Rcode.NOERROR);
		Message second = this.served.ask(with(new GenericEDNSOption(10, cookie)));
		assertThat(data(second, 10)).hasSize(24);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 7, 9, 15, 41 })
	void saysFormerrToACookieOfAWrongLength(int length) {
		assertThat(this.served.ask(with(new GenericEDNSOption(10, new byte[length]))).getRcode())
			.isEqualTo(Rcode.FORMERR);
	}

	@Test
	void answersNothingButBadcookieOverUdpWhereACookieIsRequired() {
		Served strict = new Served(
				new ServerSettings(1232, null, null, new ServerCookies(new byte[16], new byte[16], Clock.systemUTC()),
						true, null, Duration.ofSeconds(10), Duration.ofSeconds(30)),
				List.of(), List.of(), ZONE);
		Message refused = strict.ask(with(new GenericEDNSOption(10, new byte[8])));
		assertThat(refused.getRcode()).isEqualTo(Rcode.BADCOOKIE);
		assertThat(answers(refused)).isEmpty();
		assertThat(answers(strict.ask(with(new GenericEDNSOption(10, data(refused, 10)))))).hasSize(1);
		assertThat(answers(strict.askByTcp(Served.query("www.example.org.", "A")))).hasSize(1);
	}

	@Test
	void sendsClientsWithoutCookiesToTcpWhereACookieIsRequired() {
		Served strict = new Served(
				new ServerSettings(1232, null, null, new ServerCookies(new byte[16], new byte[16], Clock.systemUTC()),
						true, null, Duration.ofSeconds(10), Duration.ofSeconds(30)),
				List.of(), List.of(), ZONE);
		for (Message query : List.of(Served.query("www.example.org.", "A"), edns("www.example.org.", 1232, 0, 0))) {
			Message answer = strict.ask(query);
			assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
			assertThat(answer.getHeader().getFlag(Flags.TC)).isTrue();
			assertThat(answers(answer)).isEmpty();
		}
	}

	@Test
	void tellsHowLongAConnectionIsKeptOnlyOverConnections() {
		Message query = with(new GenericEDNSOption(11, new byte[0]));
		assertThat(this.served.ask(query).getOPT().getOptions(11)).isEmpty();
		Message answer = this.served.askByTcp(query);
		assertThat(data(answer, 11)).containsExactly(0, 100);
	}

	@Test
	void padsEncryptedAnswersForClientsThatPad() {
		Message query = with(new GenericEDNSOption(12, new byte[10]));
		byte[] padded = this.served.answers(query.toWire(), DnsTransport.HTTPS).get(0);
		assertThat(padded).hasSize(468);
		assertThat(this.served.answers(query.toWire(), DnsTransport.TCP).get(0)).hasSizeLessThan(100);
		byte[] plain = this.served.answers(edns("www.example.org.", 1232, 0, 0).toWire(), DnsTransport.HTTPS).get(0);
		assertThat(plain).hasSizeLessThan(100);
	}

	@Test
	void saysWhyItRefuses() {
		Message answer = this.served.ask(edns("elsewhere.test.", 1232, 0, 0));
		assertThat(data(answer, 15)).containsExactly(0, 20);
	}

	@Test
	void waitsForNoHandlerForEver() {
		Served waiting = new Served(
				new ServerSettings(1232, null, null, null, false, null, Duration.ofSeconds(10), Duration.ofMillis(20)),
				List.of(), List.of((exchange) -> Mono.never()), ZONE);
		assertThat(waiting.ask("www.example.org.", "A").getRcode()).isEqualTo(Rcode.SERVFAIL);
	}

	@Test
	void staysSilentToAnswers() {
		byte[] query = Served.query("www.example.org.", "A").toWire();
		query[2] |= (byte) 0x80;
		assertThat(this.served.raw(query)).isNull();
		assertThat(this.served.server.counts().ignored()).isOne();
	}

	@Test
	void staysSilentToWhatIsNoMessage() {
		byte[] query = Served.query("www.example.org.", "A").toWire();
		for (int length = 0; length < 12; length++) {
			assertThat(this.served.raw(Arrays.copyOf(query, length))).isNull();
		}
	}

	@Test
	void saysFormerrToAMessageThatEndsEarly() {
		byte[] query = edns("www.example.org.", 1232, 0, 0).toWire();
		for (int length = 12; length < query.length; length++) {
			byte[] answer = this.served.raw(Arrays.copyOf(query, length));
			assertThat(Served.parsed(answer).getRcode()).isEqualTo(Rcode.FORMERR);
			assertThat(answer).startsWith(query[0], query[1]);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = {
			// QDCOUNT 0, and 2
			"000100000000000000000000", "00010000000200000000000003777777000001000103777777000001 0001",
			// A name with a pointer, a label of type 01, of type 10, of 64 bytes
			"000100000001000000000000c00c00010001", "0001000000010000000000004100010001",
			"0001000000010000000000008100010001",
			// Two OPT records, one that is not of the root, one whose option ends behind
			// it
			"00010000000100000000000200000100010000290500000000000000002905000000000000 00",
			"000100000001000000000001000001000101610000290500000000000000",
			"0001000000010000000000010000010001000029050000000000000400030001",
			// Bytes after the message
			"00010000000100000000000000000100 0100", })
	void saysFormerrTo(String hex) {
		byte[] query = HexFormat.of().parseHex(hex.replace(" ", ""));
		byte[] answer = this.served.raw(query);
		assertThat(answer).isNotNull();
		assertThat(answer[3] & 0xf).isEqualTo(Rcode.FORMERR);
	}

	@Test
	void saysNotimpToOperationsItDoesNotKnowWithoutReadingOn() {
		for (int opcode : new int[] { Opcode.IQUERY, Opcode.STATUS, 3, Opcode.DSO, 15 }) {
			Message query = Served.query("www.example.org.", "A");
			query.getHeader().setOpcode(opcode);
			Message answer = this.served.ask(query);
			assertThat(answer.getRcode()).isEqualTo(Rcode.NOTIMP);
			assertThat(answer.getHeader().getOpcode()).isEqualTo(opcode);
		}
	}

	@Test
	void givesNoTransferOverUdp() {
		assertThat(this.served.ask("example.org.", "AXFR").getRcode()).isEqualTo(Rcode.NOTIMP);
	}

	@Test
	void counts() {
		this.served.ask("www.example.org.", "A");
		this.served.ask("nothing.example.org.", "A");
		this.served.askByTcp(Served.query("www.example.org.", "A"));
		this.served.ask("big.example.org.", "TXT");
		QueryCounts counts = this.served.server.counts();
		assertThat(counts.answered(DnsTransport.UDP, Rcode.NOERROR)).isEqualTo(2);
		assertThat(counts.answered(DnsTransport.UDP, Rcode.NXDOMAIN)).isOne();
		assertThat(counts.answered(DnsTransport.TCP, Rcode.NOERROR)).isOne();
		assertThat(counts.truncated()).isOne();
	}

	@Test
	void survivesMessagesWithAnyByteChanged() throws Exception {
		byte[] query = with(new GenericEDNSOption(10, new byte[8])).toWire();
		for (int i = 0; i < query.length; i++) {
			for (int value = 0; value < 256; value += 3) {
				byte[] changed = query.clone();
				changed[i] = (byte) value;
				byte[] answer = this.served.raw(changed);
				if (answer != null) {
					assertThat(new Message(answer).getHeader().getFlag(Flags.QR)).isTrue();
				}
			}
		}
		assertThat(this.served.server.counts().answered(DnsTransport.UDP, Rcode.SERVFAIL)).isZero();
	}

	private static Message with(EDNSOption option) {
		Message query = Served.query("www.example.org.", "A");
		query.addRecord(new OPTRecord(1232, 0, 0, 0, List.of(option)), Section.ADDITIONAL);
		return query;
	}

	private static Message edns(String name, int payload, int version, int flags) {
		return edns(name, Type.A, payload, version, flags);
	}

	private static Message edns(String name, int type, int payload, int version, int flags) {
		Message query = Served.query(name, Type.string(type));
		query.addRecord(new OPTRecord(payload, 0, version, flags), Section.ADDITIONAL);
		return query;
	}

	private static Message chaos(String name) {
		try {
			return Message.newQuery(Record.newRecord(Name.fromString(name), Type.TXT, DClass.CH));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] data(Message answer, int option) {
		byte[] wire = answer.getOPT().getOptions(option).get(0).toWire();
		return Arrays.copyOfRange(wire, 4, wire.length);
	}

}
