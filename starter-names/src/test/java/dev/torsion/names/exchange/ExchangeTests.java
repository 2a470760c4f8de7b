package dev.torsion.names.exchange;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;

import dev.torsion.interop.Interop;
import dev.torsion.names.interop.Bind;
import dev.torsion.names.interop.DnsTool;
import dev.torsion.names.interop.Knot;
import dev.torsion.names.interop.NameServer;
import dev.torsion.names.interop.Nsd;
import dev.torsion.names.interop.ServedZone;
import dev.torsion.names.interop.TsigKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of zones that are exchanged with BIND, Knot and NSD.
 */
@Interop({ "named", "knotd", "nsd", "dig", "kdig", "drill", "nsupdate" })
class ExchangeTests {

	private static final TsigKey KEY = new TsigKey("exchange", "c2VjcmV0LW9mLXRoZS10ZXN0cy1hbG9uZS0xMjM0NTY=");

	private static final TsigKey FORGED = new TsigKey("exchange", "Zm9yZ2VkLXNlY3JldC1vZi10aGUtdGVzdHMtMTIzNDU2Nzg=");

	private static final Name ZONE = Name.fromConstantString(Torsion.ZONE + ".");

	private static final String TEXT = """
			$TTL 300
			@ SOA ns hostmaster 1 7200 900 86400 60
			@ NS ns
			@ MX 10 mail
			ns A 127.0.0.1
			mail AAAA 2001:db8::1
			www CNAME ns
			* TXT "wild" "card; with \\"quotes\\""
			a.b.c TXT "below empty ones"
			child NS ns.child
			child DS 1 8 2 0101010101010101010101010101010101010101010101010101010101010101
			ns.child A 192.0.2.1
			host.child A 192.0.2.2
			dname DNAME ns
			_sip._tcp SRV 1 2 5060 mail
			odd TYPE65280 \\# 3 010203
			MixedCase A 192.0.2.10
			""" + many();

	private static final String CHANGED = TEXT.replace("hostmaster 1 ", "hostmaster 2 ") + "new A 192.0.2.77\n";

	@TempDir
	Path work;

	private static String many() {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < 2000; i++) {
			text.append("host").append(i).append(" A 10.0.").append(i / 256).append('.').append(i % 256).append('\n');
		}
		return text.toString();
	}

	@ParameterizedTest
	@EnumSource
	void othersCopyOurZoneAndItsChanges(Program program) throws Exception {
		othersCopy(program, null);
	}

	@ParameterizedTest
	@EnumSource
	void othersCopyOurZoneAndItsChangesWithAKey(Program program) throws Exception {
		othersCopy(program, KEY);
	}

	private void othersCopy(Program program, @Nullable TsigKey key) throws Exception {
		InetSocketAddress address = Torsion.freeAddress();
		ServedZone zone = ServedZone.secondary(Torsion.ZONE, address);
		try (NameServer other = program.serve(this.work, (key != null) ? zone.signed(key) : zone);
				Torsion torsion = Torsion.start(address, this.work.resolve("data"),
						properties(key, "file=" + file(),
								"allow-transfer=" + ((key != null) ? "key:exchange" : "loopback"),
								"notify=127.0.0.1:" + other.address().getPort()))) {
			await(() -> transferred(other, key).equals(torsion.records()), other);
			torsion.updates()
				.update(ZONE,
						(edit) -> edit
							.add(new TXTRecord(Name.fromConstantString("new.peer.example."), DClass.IN, 60, "changed")))
				.block(Duration.ofSeconds(10));
			await(() -> DnsTool.dig(other.address(), "new." + Torsion.ZONE, "TXT", "+short").equals("\"changed\"\n"),
					other);
			assertThat(transferred(other, key)).isEqualTo(torsion.records());
		}
	}

	@ParameterizedTest
	@EnumSource
	void weCopyTheZoneOfOthersAndItsChanges(Program program) throws Exception {
		weCopy(program, null);
	}

	@ParameterizedTest
	@EnumSource
	void weCopyTheZoneOfOthersAndItsChangesWithAKey(Program program) throws Exception {
		weCopy(program, KEY);
	}

	private void weCopy(Program program, @Nullable TsigKey key) throws Exception {
		InetSocketAddress address = Torsion.freeAddress();
		ServedZone zone = ServedZone.primary(Torsion.ZONE, file()).notifying(address);
		try (NameServer other = program.serve(this.work, (key != null) ? zone.signed(key) : zone)) {
			String primaries = "primaries=127.0.0.1:" + other.address().getPort();
			Path data = this.work.resolve("data");
			try (Torsion torsion = Torsion.start(address, data, properties(key, primaries))) {
				await(() -> torsion.records().equals(texts(Torsion.records(TEXT))), other);
				program.change(other, key);
				await(() -> torsion.records().equals(texts(Torsion.records(CHANGED))), other);
				assertThat(DnsTool.dig(address, "new." + Torsion.ZONE, "+short")).isEqualTo("192.0.2.77\n");
			}
			other.close();
			try (Torsion again = Torsion.start(address, data, properties(key, primaries))) {
				assertThat(again.records()).isEqualTo(texts(Torsion.records(CHANGED)));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void nobodyCopiesWithAForgedKey(Program program) throws Exception {
		InetSocketAddress address = Torsion.freeAddress();
		ServedZone ours = ServedZone.primary(Torsion.ZONE, file()).signed(KEY).notifying(address);
		try (NameServer other = program.serve(this.work, ours);
				Torsion torsion = Torsion.start(address, this.work.resolve("data"),
						properties(FORGED, "primaries=127.0.0.1:" + other.address().getPort()))) {
			await(() -> DnsTool.dig(address, Torsion.ZONE, "SOA").contains("status: SERVFAIL"), other);
			assertThat(torsion.records()).isEmpty();
		}
	}

	@Test
	void toolsTransferWhatTheyMay() throws Exception {
		try (Torsion torsion = Torsion.start(Torsion.freeAddress(), this.work,
				properties(KEY, "file=" + file(), "allow-transfer=key:exchange"))) {
			InetSocketAddress address = torsion.address();
			assertThat(texts(Torsion.records(
					DnsTool.dig(address, Torsion.ZONE, "AXFR", "+noall", "+answer", "+onesoa", "-y", KEY.argument()))))
				.isEqualTo(torsion.records());
			assertThat(DnsTool.dig(address, Torsion.ZONE, "AXFR")).contains("Transfer failed");
			assertThat(DnsTool.dig(address, Torsion.ZONE, "AXFR", "-y", FORGED.argument())).contains("BADSIG");
			assertThat(DnsTool.kdig(address, Torsion.ZONE, "AXFR", "-y", KEY.argument())).contains("host1999")
				.doesNotContain("WARNING");
			assertThat(DnsTool.kdig(address, Torsion.ZONE, "AXFR")).contains("REFUSED");
			assertThat(DnsTool.drill(address, "-y", "exchange:" + KEY.secret() + ":hmac-sha256", Torsion.ZONE, "AXFR"))
				.contains("host1999");
			assertThat(DnsTool.dig(address, "www." + Torsion.ZONE, "-y", KEY.argument())).contains("127.0.0.1", "TSIG")
				.doesNotContain("Couldn't verify");
			assertThat(DnsTool.dig(address, Torsion.ZONE, "IXFR=1", "+tcp", "-y", KEY.argument())).contains("SOA")
				.doesNotContain("host1999");
			assertThat(DnsTool.dig(address, Torsion.ZONE, "IXFR=0", "+tcp", "-y", KEY.argument())).contains("host1999");
		}
	}

	@Test
	void nsupdateChangesOurZoneIfItMay() throws Exception {
		InetSocketAddress address = Torsion.freeAddress();
		try (Torsion torsion = Torsion.start(address, this.work,
				properties(KEY, "file=" + file(), "allow-update=key:exchange"))) {
			String zone = "zone " + Torsion.ZONE;
			String add = "update add new.peer.example 60 A 192.0.2.8";
			assertThat(DnsTool.nsupdate(address, KEY, zone, "prereq nxdomain new.peer.example", add))
				.contains("status: NOERROR");
			assertThat(DnsTool.dig(address, "new.peer.example", "+short")).isEqualTo("192.0.2.8\n");
			assertThat(DnsTool.dig(address, "peer.example", "SOA", "+short")).contains(" 2 7200");
			assertThat(DnsTool.nsupdate(address, KEY, zone, "prereq nxdomain new.peer.example", add))
				.contains("status: YXDOMAIN");
			assertThat(DnsTool.nsupdate(address, KEY, zone, "prereq nxrrset new.peer.example A", add))
				.contains("status: YXRRSET");
			assertThat(DnsTool.nsupdate(address, KEY, zone, "prereq yxrrset new.peer.example A 192.0.2.9", add))
				.contains("status: NXRRSET");
			assertThat(DnsTool.nsupdate(address, KEY, zone, "prereq yxrrset new.peer.example A 192.0.2.8",
					"update delete new.peer.example A", "update add new.peer.example 60 TXT \"now text\""))
				.contains("status: NOERROR");
			assertThat(DnsTool.dig(address, "new.peer.example", "TXT", "+short")).isEqualTo("\"now text\"\n");
			assertThat(DnsTool.nsupdate(address, null, zone, add)).contains("status: REFUSED");
			assertThat(DnsTool.nsupdate(address, FORGED, zone, add)).contains("BADSIG");
			assertThat(
					DnsTool.nsupdate(address, KEY, "zone elsewhere.test", "update add a.elsewhere.test 1 A 192.0.2.1"))
				.contains("status: NOTAUTH");
		}
		try (Torsion again = Torsion.start(address, this.work,
				properties(KEY, "file=" + file(), "allow-update=key:exchange"))) {
			assertThat(DnsTool.dig(address, "new.peer.example", "TXT", "+short")).isEqualTo("\"now text\"\n");
			assertThat(DnsTool.dig(address, "peer.example", "SOA", "+short")).contains(" 3 7200");
		}
	}

	@Test
	void nsupdateNeedsNoKeyWhereItsAddressIsAllowed() throws Exception {
		InetSocketAddress address = Torsion.freeAddress();
		try (Torsion torsion = Torsion.start(address, this.work,
				properties(null, "file=" + file(), "allow-update=loopback"))) {
			assertThat(DnsTool.nsupdate(address, null, "zone " + Torsion.ZONE, "update delete ns.peer.example"))
				.contains("status: NOERROR");
			assertThat(DnsTool.dig(address, "ns.peer.example")).contains("status: NOERROR", "ANSWER: 0")
				.as("the wildcard, which has no address")
				.contains("AUTHORITY: 1");
		}
	}

	private Path file() throws IOException {
		return Files.writeString(this.work.resolve("zone"), TEXT);
	}

	private static String[] properties(@Nullable TsigKey key, String... zone) {
		List<String> all = new ArrayList<>();
		for (String property : zone) {
			all.add("network.names.zones[0]." + property);
		}
		if (key != null) {
			all.add("network.names.zones[0].key=" + key.name());
			all.addAll(List.of(Torsion.key(key)));
		}
		return all.toArray(String[]::new);
	}

	private static Set<String> transferred(NameServer server, @Nullable TsigKey key) throws IOException {
		List<String> words = new ArrayList<>(List.of(Torsion.ZONE, "AXFR", "+noall", "+answer", "+onesoa"));
		if (key != null) {
			words.addAll(List.of("-y", key.argument()));
		}
		String output = DnsTool.dig(server.address(), words.toArray(String[]::new));
		return output.contains("failed") ? Set.of() : texts(Torsion.records(output));
	}

	private static Set<String> texts(List<Record> records) {
		Set<String> texts = new TreeSet<>();
		// Knot and NSD forget the case of names
		records.forEach((record) -> texts.add(record.toString().toLowerCase(Locale.ROOT)));
		return texts;
	}

	/** Others tell only in their logs when they have done something. */
	private static void await(Callable<Boolean> condition, NameServer server) throws Exception {
		long deadline = System.nanoTime() + 30_000_000_000L;
		while (!condition.call()) {
			assertThat(System.nanoTime()).as(server.log()).isLessThan(deadline);
			Thread.yield();
		}
	}

	enum Program {

		BIND {
			@Override
			NameServer serve(Path work, ServedZone zone) throws IOException {
				return Bind.serve(work, zone);
			}
		},

		KNOT {
			@Override
			NameServer serve(Path work, ServedZone zone) throws IOException {
				return Knot.serve(work, zone);
			}
		},

		NSD {
			@Override
			NameServer serve(Path work, ServedZone zone) throws IOException {
				return Nsd.serve(work, zone);
			}

			@Override
			void change(NameServer server, @Nullable TsigKey key) throws IOException {
				server.reload(Torsion.ZONE, CHANGED);
			}
		};

		abstract NameServer serve(Path work, ServedZone zone) throws IOException;

		void change(NameServer server, @Nullable TsigKey key) throws IOException {
			assertThat(DnsTool.nsupdate(server.address(), key, "zone " + Torsion.ZONE,
					"update add new.peer.example 300 A 192.0.2.77"))
				.contains("status: NOERROR");
		}

	}

}
