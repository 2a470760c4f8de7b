package dev.torsion.names.client.transfer;

import java.io.IOException;
import java.time.Duration;

import dev.torsion.names.session.control.Controlled;
import dev.torsion.names.zone.ZoneLimits;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Names of zones of others that own too much.
 */
class IncomingZoneLimitsTests {

	private static final Name ORIGIN = Name.fromConstantString("example.org.");

	private static final Name WWW = Name.fromConstantString("www.example.org.");

	@Test
	void refusesMoreRecordsOfATypeThanItsLimit() {
		assertThatExceptionOfType(TransferException.class).isThrownBy(() -> take(new ZoneLimits(1, 100)))
			.withMessageContaining("www.example.org. has more than 1 A records");
	}

	@Test
	void refusesMoreTypesThanItsLimit() {
		assertThatExceptionOfType(TransferException.class).isThrownBy(() -> take(new ZoneLimits(100, 1)))
			.withMessageContaining("www.example.org. has records of more than 1 types");
	}

	@Test
	void takesWhatIsWithinItsLimits() {
		assertThatCode(() -> take(new ZoneLimits(2, 2))).doesNotThrowAnyException();
	}

	private static void take(ZoneLimits limits) throws IOException {
		Message query = Message.newQuery(Record.newRecord(ORIGIN, Type.AXFR, DClass.IN));
		Message answer = new Message(query.getHeader().getID());
		answer.getHeader().setFlag(Flags.QR);
		for (Record record : new Record[] { record(ORIGIN, Type.SOA, "ns.example.org. admin.example.org. 7 1 1 1 1"),
				record(WWW, Type.A, "192.0.2.1"), record(WWW, Type.A, "192.0.2.2"), record(WWW, Type.TXT, "text") }) {
			answer.addRecord(record, Section.ANSWER);
		}
		new IncomingZone(new PeerRequest(query, null), Controlled.wire("example.org."),
				new TransferLimits(1, 100, 10_000, Duration.ofMinutes(1), Duration.ofSeconds(1), limits))
			.take(answer.toWire());
	}

	private static Record record(Name name, int type, String data) throws IOException {
		return Record.fromString(name, type, DClass.IN, 300, data, ORIGIN);
	}

}
