package dev.torsion.names.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.torsion.interop.Interop;

import static org.assertj.core.api.Assertions.assertThat;

class NameServerTests {

	private static final TsigKey KEY = new TsigKey("exchange", "c2VjcmV0LW9mLXRoZS10ZXN0cy1hbG9uZS0xMjM0NTY=");

	private static final TsigKey FORGED = new TsigKey("exchange", "Zm9yZ2VkLXNlY3JldC1vZi10aGUtdGVzdHMtMTIzNDU2Nzg=");

	@TempDir
	Path work;

	@Test
	@Interop({ "named", "dig", "nsupdate" })
	void bindAnswersIsTransferredAndUpdated() throws IOException {
		try (Bind bind = Bind.serve(this.work, zone())) {
			exchanges(bind);
		}
	}

	@Test
	@Interop({ "knotd", "dig", "nsupdate" })
	void knotAnswersIsTransferredAndUpdated() throws IOException {
		try (Knot knot = Knot.serve(this.work, zone())) {
			exchanges(knot);
		}
	}

	@Test
	@Interop({ "nsd", "dig", "kdig", "drill" })
	void nsdAnswersAllToolsAndIsTransferred() throws IOException {
		try (Nsd nsd = Nsd.serve(this.work, zone())) {
			assertThat(DnsTool.dig(nsd.address(), "www.peer.example", "+short")).isEqualTo("192.0.2.7\n");
			assertThat(DnsTool.kdig(nsd.address(), "www.peer.example", "+short")).isEqualTo("192.0.2.7\n");
			assertThat(DnsTool.drill(nsd.address(), "www.peer.example")).contains("192.0.2.7");
			assertTransferred(nsd);
		}
	}

	@Test
	@Interop({ "named", "knotd", "nsd", "dig" })
	void secondariesFollowTheirPrimary() throws IOException {
		try (Knot primary = Knot.serve(this.work, zone());
				Bind bind = Bind.serve(this.work, ServedZone.secondary("peer.example", primary.address()).signed(KEY));
				Nsd nsd = Nsd.serve(this.work, ServedZone.secondary("peer.example", primary.address()).signed(KEY))) {
			awaitAnswer(bind);
			awaitAnswer(nsd);
		}
	}

	private ServedZone zone() throws IOException {
		Path file = Files.writeString(this.work.resolve("zone"), """
				$TTL 300
				@ SOA ns hostmaster 1 7200 900 86400 60
				@ NS ns
				ns A 127.0.0.1
				www A 192.0.2.7
				""");
		return ServedZone.primary("peer.example", file).signed(KEY);
	}

	private void exchanges(NameServer server) throws IOException {
		assertThat(DnsTool.dig(server.address(), "www.peer.example", "+short")).isEqualTo("192.0.2.7\n");
		assertTransferred(server);
		String update = "update add new.peer.example 60 A 192.0.2.8";
		assertThat(DnsTool.nsupdate(server.address(), KEY, "zone peer.example", update)).as(server.log())
			.contains("status: NOERROR");
		assertThat(DnsTool.dig(server.address(), "new.peer.example", "+short")).isEqualTo("192.0.2.8\n");
		assertThat(DnsTool.nsupdate(server.address(), FORGED, "zone peer.example", update)).contains("BADSIG");
	}

	private static void assertTransferred(NameServer server) throws IOException {
		assertThat(DnsTool.dig(server.address(), "peer.example", "AXFR", "-y", KEY.argument())).contains("192.0.2.7");
		assertThat(DnsTool.dig(server.address(), "peer.example", "AXFR")).doesNotContain("192.0.2.7");
	}

	/**
	 * A transfer takes as long as it takes; the server tells when it has ended only in
	 * its log.
	 */
	private static void awaitAnswer(NameServer server) throws IOException {
		long deadline = System.nanoTime() + 20_000_000_000L;
		while (!DnsTool.dig(server.address(), "www.peer.example", "+short").equals("192.0.2.7\n")) {
			assertThat(System.nanoTime()).as(server.log()).isLessThan(deadline);
		}
	}

}
