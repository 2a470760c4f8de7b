package dev.torsion.names.client.transfer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.crypto.spec.SecretKeySpec;

import dev.torsion.names.session.control.Controlled;
import dev.torsion.names.tsig.TsigKey;
import dev.torsion.names.zone.Zone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of zones that others send.
 */
class IncomingZoneTests {

	private static final Name ORIGIN = Name.fromConstantString("example.org.");

	private static final String SOA = "@ SOA ns admin 7 1 1 1 1";

	private static final TransferLimits LIMITS = new TransferLimits(1, 5, 1000, Duration.ofMinutes(1),
			Duration.ofSeconds(1));

	@Test
	void takesAZoneOfSeveralMessages() throws IOException {
		Transfer transfer = new Transfer(null);
		assertThat(transfer.take(SOA)).isFalse();
		assertThat(transfer.take("@ NS ns", "ns A 192.0.2.1")).isFalse();
		assertThat(transfer.take("www A 192.0.2.2", SOA)).isTrue();
		Zone zone = transfer.incoming.zone();
		assertThat(zone.serial()).isEqualTo(7);
		assertThat(zone.size()).isEqualTo(3);
	}

	@Test
	void takesAZoneOfOneMessage() throws IOException {
		assertThat(new Transfer(null).take(SOA, "@ NS ns", SOA)).isTrue();
	}

	@Test
	void wantsTheSoaFirstAndTheSameLast() {
		assertFails("does not begin", () -> new Transfer(null).take("@ NS ns", SOA));
		assertFails("does not begin", () -> new Transfer(null).take("www SOA ns admin 7 1 1 1 1"));
		assertFails("another SOA", () -> new Transfer(null).take(SOA, "@ SOA ns admin 8 1 1 1 1"));
		assertFails("behind its end", () -> new Transfer(null).take(SOA, SOA, "@ NS ns"));
		assertFails("without records", () -> new Transfer(null).take());
	}

	@Test
	void refusesRecordsThatMakeNoZone() {
		assertFails("not within", () -> new Transfer(null).take(SOA, "www.elsewhere.test. A 192.0.2.1"));
		assertFails("CNAME", () -> new Transfer(null).take(SOA, "www A 192.0.2.1", "www CNAME ns"));
		assertFails("class IN", () -> new Transfer(null).take(SOA, "www CH A 192.0.2.1"));
	}

	@Test
	void refusesMoreRecordsAndBytesThanIsAllowed() {
		assertFails("more than 5 records", () -> new Transfer(null).take(SOA, "a A 192.0.2.1", "b A 192.0.2.1",
				"c A 192.0.2.1", "d A 192.0.2.1", "e A 192.0.2.1"));
		assertFails("more than 1000 bytes", () -> new Transfer(null).take(SOA, ("a TXT" + " 1234567890".repeat(95))));
	}

	@Test
	void refusesWhatIsNoAnswer() {
		assertFails("something else", () -> {
			Transfer transfer = new Transfer(null);
			transfer.id++;
			return transfer.take(SOA, SOA);
		});
		assertFails("REFUSED", () -> {
			Transfer transfer = new Transfer(null);
			transfer.rcode = Rcode.REFUSED;
			return transfer.take();
		});
		assertFails("cuts", () -> {
			Transfer transfer = new Transfer(null);
			transfer.truncated = true;
			return transfer.take(SOA, SOA);
		});
	}

	@Test
	void verifiesASignatureOnEachMessage() throws IOException {
		Transfer transfer = new Transfer(new byte[] { 1, 2, 3 });
		assertThat(transfer.take(SOA)).isFalse();
		assertThat(transfer.take("@ NS ns")).isFalse();
		assertThat(transfer.take(SOA)).isTrue();
	}

	@Test
	void wantsTheLastMessageSigned() throws IOException {
		Transfer transfer = new Transfer(new byte[] { 1, 2, 3 });
		assertThat(transfer.take(SOA)).isFalse();
		transfer.signing = false;
		assertFails("signature", () -> transfer.take("@ NS ns", SOA));
	}

	@Test
	void wantsTheFirstMessageSigned() {
		Transfer transfer = new Transfer(new byte[] { 1, 2, 3 });
		transfer.signing = false;
		assertFails("signature", () -> transfer.take(SOA));
	}

	@Test
	void refusesAForgedMessage() throws IOException {
		Transfer transfer = new Transfer(new byte[] { 1, 2, 3 });
		assertThat(transfer.take(SOA)).isFalse();
		transfer.forging = true;
		assertFails("signature", () -> transfer.take("@ NS ns"));
	}

	private static void assertFails(String reason, Attempt attempt) {
		assertThatExceptionOfType(TransferException.class).isThrownBy(attempt::run).withMessageContaining(reason);
	}

	/** Something that may fail. */
	@FunctionalInterface
	private interface Attempt {

		boolean run() throws IOException;

	}

	/** A transfer, and the server that sends it. */
	private static final class Transfer {

		private final IncomingZone incoming;

		private final @Nullable TSIG tsig;

		private @Nullable TSIGRecord previous;

		private boolean first = true;

		private boolean signing = true;

		private boolean forging;

		private boolean truncated;

		private int rcode;

		private int id;

		Transfer(byte @Nullable [] secret) {
			Message query = Message.newQuery(Record.newRecord(ORIGIN, Type.AXFR, DClass.IN));
			TsigKey key = (secret != null) ? new TsigKey(Name.fromConstantString("key."), TSIG.HMAC_SHA256, secret,
					Controlled.clock(Controlled.NOW)) : null;
			PeerRequest request = new PeerRequest(query, key);
			this.tsig = (secret != null) ? new TSIG(TSIG.HMAC_SHA256, Name.fromConstantString("key."),
					new SecretKeySpec(secret, "TSIG"), Controlled.clock(Controlled.NOW)) : null;
			this.previous = query.getTSIG();
			this.id = query.getHeader().getID();
			this.incoming = new IncomingZone(request, Controlled.wire("example.org."), LIMITS);
		}

		boolean take(String... records) throws IOException {
			Message message = new Message(this.id);
			message.getHeader().setFlag(Flags.QR);
			message.getHeader().setRcode(this.rcode);
			if (this.truncated) {
				message.getHeader().setFlag(Flags.TC);
			}
			for (String text : records) {
				message.addRecord(record(text), Section.ANSWER);
			}
			TSIG key = this.tsig;
			if (key != null && this.signing) {
				TSIGRecord signature = key.generate(message, message.toWire(), 0, this.previous, this.first);
				this.previous = signature;
				message.addRecord(signature, Section.ADDITIONAL);
			}
			this.first = false;
			byte[] bytes = message.toWire();
			if (this.forging) {
				bytes[bytes.length / 4] ^= 1;
			}
			return this.incoming.take(bytes);
		}

		private static Record record(String text) throws IOException {
			List<String> words = new ArrayList<>(List.of(text.split(" ")));
			Name name = words.get(0).equals("@") ? ORIGIN : Name.fromString(words.get(0), ORIGIN);
			int dnsClass = words.get(1).equals("CH") ? DClass.CH : DClass.IN;
			if (dnsClass == DClass.CH) {
				words.remove(1);
				return Record.newRecord(name, Type.TXT, DClass.CH, 1, new byte[] { 1, 'a' });
			}
			return Record.fromString(name, Type.value(words.get(1)), dnsClass, 1,
					String.join(" ", words.subList(2, words.size())), ORIGIN);
		}

	}

}
