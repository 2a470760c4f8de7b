package dev.torsion.conch.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Logger;
import com.jcraft.jsch.Session;
import dev.torsion.conch.algorithm.Profile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is agreed upon before anybody logs in.
 */
@Timeout(60)
class HandshakeTests {

	private static final int DISCONNECT = 1;

	private LoopbackServer server;

	@BeforeEach
	void start() throws Exception {
		this.server = new LoopbackServer(List.of());
	}

	@AfterEach
	void stop() throws IOException {
		this.server.close();
	}

	@Test
	void saysWhatItIsAndNotWhichVersion() throws IOException {
		try (RawPeer peer = new RawPeer(this.server.port())) {
			assertThat(peer.identification()).isEqualTo("SSH-2.0-Torsion");
		}
	}

	@Test
	void offersTheHardenedProfileAndStrictKeyExchange() throws IOException {
		try (RawPeer peer = new RawPeer(this.server.port())) {
			peer.identification();
			peer.send("SSH-2.0-Peer\r\n");
			List<List<String>> lists = peer.proposal();
			List<String> exchanges = Profile.HARDENED.algorithms().exchanges();
			assertThat(lists.get(0).subList(0, exchanges.size())).isEqualTo(exchanges);
			assertThat(lists.get(0)).contains("kex-strict-s-v00@openssh.com");
			assertThat(lists.get(1)).containsExactly("ssh-ed25519");
			assertThat(lists.get(2)).isEqualTo(lists.get(3)).isEqualTo(Profile.HARDENED.algorithms().ciphers());
			assertThat(lists.get(4)).isEqualTo(lists.get(5)).isEqualTo(Profile.HARDENED.algorithms().macs());
			assertThat(lists.get(6)).isEqualTo(lists.get(7)).containsExactly("none");
		}
	}

	/**
	 * Terrapin, CVE-2023-48795: a message put in before the exchange would shift all
	 * sequence numbers.
	 */
	@Test
	void nothingCanBePutInBeforeAStrictKeyExchange() throws IOException {
		try (RawPeer peer = new RawPeer(this.server.port())) {
			peer.identification();
			peer.send("SSH-2.0-Peer\r\n");
			peer.proposal();
			peer.packet(new byte[] { RawPeer.IGNORE, 0, 0, 0, 0 });
			peer.packet(RawPeer.proposal("curve25519-sha256,kex-strict-c-v00@openssh.com"));
			assertThat(peer.toTheEnd()).endsWith(DISCONNECT);
		}
	}

	@Test
	void nothingCanBePutInDuringAStrictKeyExchange() throws IOException {
		try (RawPeer peer = new RawPeer(this.server.port())) {
			peer.identification();
			peer.send("SSH-2.0-Peer\r\n");
			peer.proposal();
			peer.packet(RawPeer.proposal("curve25519-sha256,kex-strict-c-v00@openssh.com"));
			peer.packet(new byte[] { RawPeer.IGNORE, 0, 0, 0, 0 });
			assertThat(peer.toTheEnd()).isSubsetOf(DISCONNECT);
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void keysOfMlKemThatAreNoneAreNotWorthAnError(CapturedOutput output) throws IOException {
		try (RawPeer peer = new RawPeer(this.server.port())) {
			peer.identification();
			peer.send("SSH-2.0-Peer\r\n");
			peer.proposal();
			peer.packet(RawPeer.proposal("mlkem768x25519-sha256"));
			ByteBuffer init = ByteBuffer.allocate(1 + 4 + 1216).put((byte) 30).putInt(1216);
			Arrays.fill(init.array(), init.position(), init.limit(), (byte) 0xff);
			peer.packet(init.array());
			assertThat(peer.toTheEnd()).isSubsetOf(DISCONNECT);
		}
		assertThat(output.getAll()).doesNotContain("Exception");
	}

	@Test
	void agreesOnMlKemWithAClientThatKnowsItAndSendsExtensionsAfterTheNewKeys() throws Exception {
		List<String> log = new ArrayList<>();
		JSch jsch = new JSch();
		jsch.setInstanceLogger(new Logger() {

			@Override
			public boolean isEnabled(int level) {
				return true;
			}

			@Override
			public void log(int level, String message) {
				log.add(message);
			}

		});
		Session session = jsch.getSession("amy", "127.0.0.1", this.server.port());
		session.setPassword("amy".getBytes(StandardCharsets.UTF_8));
		session.setConfig("StrictHostKeyChecking", "no");
		session.connect(30_000);
		session.disconnect();
		assertThat(log).contains("kex: algorithm: mlkem768x25519-sha256")
			.anyMatch((line) -> line.contains("strict KEX") || line.contains("strict kex"));
		int newKeys = log.indexOf("SSH_MSG_NEWKEYS received");
		assertThat(newKeys).isPositive();
		assertThat(log.subList(newKeys, log.size())).anyMatch((line) -> line.contains("SSH_MSG_EXT_INFO"));
		assertThat(log.subList(0, newKeys)).noneMatch((line) -> line.contains("SSH_MSG_EXT_INFO received"));
	}

}
