package dev.torsion.names.session.control;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javax.crypto.spec.SecretKeySpec;

import dev.torsion.names.DnsTransport;
import dev.torsion.names.session.Origin;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneNode;
import dev.torsion.names.zone.Zones;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIG.StreamVerifier;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;
import reactor.core.publisher.BaseSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of transfers to others, RFC 5936 and RFC 1995.
 */
class TransferHandlerTests {

	private static final String ZONE = """
			$ORIGIN example.org.
			$TTL 3600
			@ SOA ns admin 4294967295 3600 600 86400 300
			@ NS ns
			@ MX 10 mail
			ns A 192.0.2.1
			mail A 192.0.2.2
			deep.er.names TXT "below two empty ones"
			*.wild A 192.0.2.4
			child NS ns.child
			child DS 1 8 2 0101010101010101010101010101010101010101010101010101010101010101
			ns.child A 192.0.2.5
			host.child A 192.0.2.6
			dname DNAME target
			below.dname A 192.0.2.7
			MixedCase A 192.0.2.10
			alias CNAME MIXEDcase
			odd TYPE65280 \\# 3 010203
			""";

	private static final Origin ORIGIN = new Origin(Controlled.CLIENT, DnsTransport.TCP, "test");

	private final Controlled server = new Controlled(new Zones(), ZONE);

	@Test
	void givesAllRecordsBetweenTheSoaAndTheSoa() {
		allow("any");
		Message answer = this.server.ask(axfr("example.org.")).get(0);
		List<Record> records = answer.getSection(Section.ANSWER);
		assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
		assertThat(answer.getSection(Section.AUTHORITY)).isEmpty();
		assertThat(records.get(0).getType()).isEqualTo(Type.SOA);
		assertThat(records.get(records.size() - 1)).isEqualTo(records.get(0));
		assertThat(texts(records.subList(0, records.size() - 1))).isEqualTo(texts(all(zone())));
	}

	@Test
	void givesWhatADelegationAndADnameHide() {
		allow("any");
		assertThat(texts(this.server.ask(axfr("example.org.")).get(0).getSection(Section.ANSWER)))
			.anyMatch((text) -> text.startsWith("ns.child.example.org."))
			.anyMatch((text) -> text.startsWith("host.child.example.org."))
			.anyMatch((text) -> text.startsWith("below.dname.example.org."));
	}

	@Test
	void keepsTheCaseOfNames() {
		allow("any");
		assertThat(texts(this.server.ask(axfr("EXAMPLE.org.")).get(0).getSection(Section.ANSWER)))
			.anyMatch((text) -> text.startsWith("MixedCase.example.org."))
			.anyMatch((text) -> text.contains("MIXEDcase.example.org."));
	}

	@Test
	void givesNothingToAnybodyUnlessTold() {
		this.server.transferring(Controlled.wire("other.org."), Controlled.everyone(), 10);
		assertThat(rcode(axfr("example.org."))).isEqualTo(Rcode.REFUSED);
	}

	@Test
	void refusesAddressesThatAreNotAllowed() {
		allow("192.0.2.0/24");
		Message answer = this.server.ask(axfr("example.org.")).get(0);
		assertThat(answer.getRcode()).isEqualTo(Rcode.REFUSED);
		assertThat(answer.getSection(Section.ANSWER)).isEmpty();
		assertThat(answer.getQuestion()).isEqualTo(axfr("example.org.").getQuestion());
	}

	@Test
	void wantsTheKeyThatIsAllowed() {
		allow("key:exchange");
		assertThat(rcode(axfr("example.org."))).isEqualTo(Rcode.REFUSED);
		Message other = axfr("example.org.");
		sign(other, new TSIG(TSIG.HMAC_SHA512, Name.fromConstantString("other."),
				new SecretKeySpec(Controlled.SECRET, "TSIG"), Controlled.clock(Controlled.NOW)));
		assertThat(rcode(other)).isEqualTo(Rcode.REFUSED);
		Message signed = axfr("example.org.");
		sign(signed, Controlled.tsig(Controlled.SECRET, Controlled.NOW));
		assertThat(rcode(signed)).isEqualTo(Rcode.NOERROR);
	}

	@Test
	void isNoAuthorityForOtherZonesAndNamesInside() {
		allow("any");
		assertThat(rcode(axfr("elsewhere.test."))).isEqualTo(Rcode.NOTAUTH);
		assertThat(rcode(axfr("mail.example.org."))).isEqualTo(Rcode.NOTAUTH);
	}

	@Test
	void failsForAZoneThatIsNotToBeHad() {
		allow("any");
		this.server.zones.withdraw(Controlled.wire("example.org."));
		assertThat(rcode(axfr("example.org."))).isEqualTo(Rcode.SERVFAIL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UDP", "HTTPS" })
	void refusesATransferThatIsNotInAStream(DnsTransport transport) {
		allow("any");
		Message answer = Controlled.parsed(this.server.raw(axfr("example.org.").toWire(), transport).get(0));
		assertThat(answer.getRcode()).isEqualTo(Rcode.REFUSED);
	}

	@Test
	void answersEdnsByEdns() {
		allow("any");
		Message query = axfr("example.org.");
		assertThat(this.server.ask(query).get(0).getOPT()).isNull();
		query.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
		assertThat(this.server.ask(query).get(0).getOPT()).isNotNull();
	}

	@Test
	void givesTheWholeZoneToWhoHasAnOlderOne() {
		allow("any");
		assertThat(this.server.ask(ixfr(4294967294L)).get(0).getSection(Section.ANSWER)).hasSizeGreaterThan(10);
	}

	@Test
	void givesTheSoaToWhoHasTheSameOrANewerOne() {
		allow("any");
		for (long serial : new long[] { 4294967295L, 0, 5 }) {
			List<Record> records = this.server.ask(ixfr(serial)).get(0).getSection(Section.ANSWER);
			assertThat(records).hasSize(1);
			assertThat(records.get(0)).isInstanceOf(SOARecord.class);
		}
	}

	@Test
	void givesTheSoaOverUdpSoThatTcpIsAsked() {
		allow("any");
		List<Record> records = this.server.askByUdp(ixfr(1)).getSection(Section.ANSWER);
		assertThat(records).hasSize(1);
		assertThat(((SOARecord) records.get(0)).getSerial()).isEqualTo(4294967295L);
	}

	@Test
	void spreadsALargeZoneOverSignedMessagesOfBoundedLength() throws IOException {
		StringBuilder text = new StringBuilder(ZONE);
		for (int i = 0; i < 20_000; i++) {
			text.append("host").append(i).append(" A 10.0.").append(i / 256).append('.').append(i % 256).append('\n');
		}
		text.append("large TXT").append((" \"" + "x".repeat(250) + "\"").repeat(200)).append('\n');
		Zone zone = Controlled.zone(text.toString());
		this.server.zones.publish(zone);
		allow("key:exchange");
		Message query = axfr("example.org.");
		TSIG key = Controlled.tsig(Controlled.SECRET, Controlled.NOW);
		StreamVerifier verifier = new StreamVerifier(key, sign(query, key));
		List<Record> records = new ArrayList<>();
		List<byte[]> messages = this.server.raw(query.toWire(), DnsTransport.TCP);
		for (byte[] bytes : messages) {
			assertThat(bytes.length).isLessThanOrEqualTo(0x4000 + 51_000);
			Message message = new Message(bytes);
			assertThat(message.getTSIG()).isNotNull();
			assertThat(verifier.verify(message, bytes, bytes == messages.get(messages.size() - 1))).isZero();
			records.addAll(message.getSection(Section.ANSWER));
		}
		assertThat(messages.stream().filter((bytes) -> bytes.length > 0x4000 + 400)).hasSizeLessThanOrEqualTo(1);
		assertThat(records).hasSize(all(zone).size() + 1);
		assertThat(new HashSet<>(records)).isEqualTo(new HashSet<>(all(zone)));
	}

	@Test
	void makesMessagesNoFasterThanTheyAreTakenAndOnlySoManyAtATime() {
		TransferHandler handler = new TransferHandler((client, listener) -> this.server.zones.current(),
				Map.of(Controlled.wire("example.org."), Controlled.everyone()),
				new TransferSettings(1, Duration.ofMinutes(10)), this.server.loop);
		Message query = axfr("example.org.");
		ControlRequest request = new ControlRequest(query, query.toWire(), ORIGIN, null);
		Held first = new Held(handler.handle(request));
		assertThat(first.taken).isEmpty();
		assertThat(rcode(handler, request)).isEqualTo(Rcode.SERVFAIL);
		first.cancel();
		assertThat(rcode(handler, request)).isEqualTo(Rcode.NOERROR);
	}

	@Test
	void givesUpOnWhoReadsTooSlowly() {
		TransferHandler handler = new TransferHandler((client, listener) -> this.server.zones.current(),
				Map.of(Controlled.wire("example.org."), Controlled.everyone()),
				new TransferSettings(1, Duration.ofMinutes(10)), this.server.loop);
		Message query = axfr("example.org.");
		Held slow = new Held(handler.handle(new ControlRequest(query, query.toWire(), ORIGIN, null)));
		this.server.loop.advance(Duration.ofMinutes(10));
		assertThat(slow.failure).hasMessageContaining("too long");
	}

	private static int rcode(TransferHandler handler, ControlRequest request) {
		return Controlled.parsed(handler.handle(request).next().blockOptional().orElseThrow()).getRcode();
	}

	private static final class Held extends BaseSubscriber<byte[]> {

		private final List<byte[]> taken = new ArrayList<>();

		private Throwable failure = new AssertionError("It has not failed");

		Held(Publisher<byte[]> messages) {
			messages.subscribe(this);
		}

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			// Nothing is asked for
		}

		@Override
		protected void hookOnNext(byte[] message) {
			this.taken.add(message);
		}

		@Override
		protected void hookOnError(Throwable cause) {
			this.failure = cause;
		}

	}

	private void allow(String entry) {
		this.server.transferring(Controlled.wire("example.org."), this.server.access(entry), 10);
	}

	private Zone zone() {
		return this.server.zones.current().zones().iterator().next();
	}

	private static List<Record> all(Zone zone) {
		List<Record> records = new ArrayList<>();
		for (ZoneNode node : zone) {
			node.sets().forEach((set) -> records.addAll(Records.records(node.name(), set)));
		}
		return records;
	}

	private static Set<String> texts(List<Record> records) {
		Set<String> texts = new TreeSet<>();
		records.forEach((record) -> texts.add(record.toString()));
		return texts;
	}

	private int rcode(Message query) {
		return this.server.ask(query).get(0).getHeader().getRcode();
	}

	private static Message axfr(String name) {
		return Message.newQuery(Record.newRecord(Name.fromConstantString(name), Type.AXFR, DClass.IN));
	}

	private static Message ixfr(long serial) {
		Name origin = Name.fromConstantString("example.org.");
		Message query = Message.newQuery(Record.newRecord(origin, Type.IXFR, DClass.IN));
		query.addRecord(new SOARecord(origin, DClass.IN, 0, origin, origin, serial, 1, 1, 1, 1), Section.AUTHORITY);
		return query;
	}

	private static TSIGRecord sign(Message message, TSIG key) {
		TSIGRecord signature = key.generate(message, message.toWire(), 0, null);
		message.addRecord(signature, Section.ADDITIONAL);
		return signature;
	}

}
