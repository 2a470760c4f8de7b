package dev.torsion.names.session.control;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.torsion.files.DataFolder;
import dev.torsion.names.client.ResolverFixture;
import dev.torsion.names.client.transfer.Peer;
import dev.torsion.names.client.transfer.Secondaries;
import dev.torsion.names.client.transfer.Secondary;
import dev.torsion.names.client.transfer.TransferClient;
import dev.torsion.names.client.transfer.TransferLimits;
import dev.torsion.names.store.SecondaryFiles;
import dev.torsion.names.zone.Zones;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of notices by others, RFC 1996.
 */
class NotifyHandlerTests {

	private final ResolverFixture sockets = new ResolverFixture();

	private final Controlled server = new Controlled(new Zones());

	@AfterEach
	void close() {
		this.sockets.close();
	}

	private void copying(String from) {
		Secondary secondary = new Secondary(Controlled.wire("copied.test."),
				List.of(new Peer(new InetSocketAddress(from, 53), this.server.keys.find(Controlled.KEY))));
		TransferClient client = new TransferClient(this.sockets.connector(), this.server.loop,
				new TransferLimits(1, 1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1)));
		this.server.with(new NotifyHandler(new Secondaries(List.of(secondary), client, this.server.zones,
				new SecondaryFiles(new DataFolder(Path.of("unused"))), this.server.loop)));
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1,copied.test.,NOERROR", "192.0.2.1,copied.test.,REFUSED", "127.0.0.1,other.test.,NOTAUTH",
			"127.0.0.1,www.copied.test.,NOTAUTH" })
	void hearsOnlyTheServersItCopiesFrom(String from, String zone, String rcode) {
		copying(from);
		Message answer = this.server.askByUdp(notice(zone));
		assertThat(answer.getRcode()).isEqualTo(Rcode.value(rcode));
		assertThat(answer.getHeader().getOpcode()).isEqualTo(Opcode.NOTIFY);
		assertThat(answer.getHeader().getFlag(Flags.QR)).isTrue();
		assertThat(answer.getHeader().getFlag(Flags.AA)).isEqualTo(rcode.equals("NOERROR"));
		assertThat(answer.getQuestion()).isEqualTo(notice(zone).getQuestion());
	}

	@Test
	void hearsWhoeverHasTheKey() {
		copying("192.0.2.1");
		Message notice = notice("copied.test.");
		notice.addRecord(Controlled.tsig(Controlled.SECRET, Controlled.NOW).generate(notice, notice.toWire(), 0, null),
				Section.ADDITIONAL);
		Message answer = this.server.askByUdp(notice);
		assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
		assertThat(answer.getTSIG()).isNotNull();
	}

	@Test
	void wantsOneQuestionForASoa() {
		copying("127.0.0.1");
		Message notice = notice("copied.test.");
		notice.removeAllRecords(Section.QUESTION);
		assertThat(this.server.askByUdp(notice).getRcode()).isEqualTo(Rcode.FORMERR);
		notice.addRecord(Record.newRecord(Name.fromConstantString("copied.test."), Type.A, DClass.IN),
				Section.QUESTION);
		assertThat(this.server.askByUdp(notice).getRcode()).isEqualTo(Rcode.FORMERR);
	}

	private static Message notice(String zone) {
		Message notice = new Message();
		notice.getHeader().setOpcode(Opcode.NOTIFY);
		notice.getHeader().setFlag(Flags.AA);
		notice.addRecord(Record.newRecord(Name.fromConstantString(zone), Type.SOA, DClass.IN), Section.QUESTION);
		return notice;
	}

}
