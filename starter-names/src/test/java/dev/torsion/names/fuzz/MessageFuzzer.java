package dev.torsion.names.fuzz;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.torsion.names.DnsTransport;
import dev.torsion.names.session.NameServer;
import dev.torsion.names.session.Origin;
import dev.torsion.names.session.ServerSettings;
import dev.torsion.names.store.file.ZoneRecords;
import dev.torsion.names.wire.ServerCookies;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.ZoneSet;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;

/**
 * Any bytes as a message: the answer is a message that others can read, and no failure.
 */
public final class MessageFuzzer {

	private static final ZoneSet ZONES = ZoneSet.NONE.with(new ZoneRecords(Records.name(Name.fromConstantString("a.")),
			List.of("@ NS ns", "ns A 192.0.2.1", "*.w A 192.0.2.2", "d DNAME w", "c CNAME x.d", "s NS n.s",
					"n.s AAAA 2001:db8::1", "@ MX 1 x.w", "e.f TXT e", "l1 CNAME l2", "l2 CNAME l1"))
		.load(Clock.systemUTC())
		.zone());

	private static final NameServer SERVER = new NameServer(
			new ServerSettings(1232, "fuzzed", "1", new ServerCookies(new byte[16], new byte[16], Clock.systemUTC()),
					false, null, Duration.ofSeconds(10), Duration.ofSeconds(30)),
			(client, listener) -> ZONES, List.of(), List.of(), List.of());

	private static final Origin[] ORIGINS = { origin(DnsTransport.UDP), origin(DnsTransport.HTTPS) };

	private MessageFuzzer() {
	}

	/**
	 * Asks the server. Called by the fuzzer.
	 * @param input the message
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		for (Origin origin : ORIGINS) {
			byte[] answer = SERVER.answer(input, origin).block();
			if (answer != null) {
				check(input, answer, origin);
			}
		}
	}

	private static void check(byte[] input, byte[] answer, Origin origin) {
		if (answer[0] != input[0] || answer[1] != input[1] || (answer[2] & 0x80) == 0
				|| (origin.transport() == DnsTransport.UDP && answer.length > 1232)) {
			throw new IllegalStateException("No answer to this message");
		}
		try {
			if (new Message(answer).getRcode() == Rcode.SERVFAIL) {
				throw new IllegalStateException("The server has failed");
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("An answer that cannot be read", ex);
		}
	}

	private static Origin origin(DnsTransport transport) {
		return new Origin(new InetSocketAddress(InetAddress.getLoopbackAddress(), 53), transport, "fuzzed");
	}

}
