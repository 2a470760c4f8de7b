package dev.torsion.cred.sasl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.torsion.cred.HashingLoop;
import dev.torsion.cred.account.Account;
import dev.torsion.cred.password.Decoys;
import dev.torsion.cred.password.ScramHash;
import dev.torsion.cred.password.ScramVerifier;
import dev.torsion.cred.store.MemoryAccountStore;
import dev.torsion.interop.Interop;
import dev.torsion.interop.RealPeer;
import dev.torsion.net.Certificates;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.ServerFixture;
import dev.torsion.net.TlsContext;
import dev.torsion.net.TlsContext.TlsSettings;
import io.netty.handler.ssl.ClientAuth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins by clients of others, over real sockets.
 */
@Timeout(120)
class SaslClientTests {

	private static final String STORED = ScramVerifier.derive(ScramHash.SHA_256, "battery staple", new byte[16], 4096)
		.format();

	private final ServerFixture fixture = new ServerFixture();

	@BeforeEach
	void register() {
		this.fixture.bundles.registerBundle("door", Certificates.bundle("door.example"));
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void logsInTheClientOfPostgresqlsDrivers() throws Exception {
		NetworkServer server = start(SaslPolicy.DEFAULT, SaslFixture.account("bob", STORED),
				SaslFixture.account("amy", "{noop}I\u00adX \u2168"));
		try (MailClient client = new MailClient(ServerFixture.connect(server))) {
			assertThat(client.login("bob", "battery staple")).isEqualTo("235 2.7.0 Hello, bob by SCRAM-SHA-256");
			assertThat(client.login("amy", "IX IX")).isEqualTo("235 2.7.0 Hello, amy by SCRAM-SHA-256");
			assertThat(client.login("bob", "wrong")).isEqualTo("535 5.7.8 Wrong name or password");
			assertThat(client.login("nobody", "battery staple")).isEqualTo("535 5.7.8 Wrong name or password");
		}
	}

	@Test
	void bindsItToTheConnection() throws Exception {
		NetworkServer server = start(SaslPolicy.DEFAULT, SaslFixture.account("bob", STORED));
		try (MailClient client = new MailClient(ServerFixture.connect(server))) {
			client.startTls();
			assertThat(client.login("bob", "battery staple")).isEqualTo("235 2.7.0 Hello, bob by SCRAM-SHA-256-PLUS");
			assertThat(client.login("bob", "wrong")).isEqualTo("535 5.7.8 Wrong name or password");
		}
	}

	@Test
	@Interop("gsasl")
	void logsInGnuSasl() throws Exception {
		SaslPolicy policy = new SaslPolicy(SaslPolicy.Scram.AUTO, true, Set.of(SaslPolicy.Legacy.CRAM_MD5),
				Set.of("smtp"), SaslPolicy.DEFAULT_MAX_RESPONSE);
		NetworkServer server = start(policy, SaslFixture.account("bob", "{noop}battery staple"));
		for (String mechanism : List.of("SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN", "CRAM-MD5")) {
			assertThat(gsasl(server, mechanism, "battery staple", "--no-starttls")).as(mechanism)
				.contains("235 2.7.0 Hello, bob");
			assertThat(gsasl(server, mechanism, "wrong", "--no-starttls")).as(mechanism)
				.contains("535 5.7.8 Wrong name or password");
		}
		assertThat(gsasl(server, "ANONYMOUS", "x", "--no-starttls", "--anonymous-token=bob@example.com"))
			.contains("235 2.7.0 Hello, anonymous");
	}

	@Test
	@Interop("gsasl")
	void logsInGnuSaslInsideTls() throws Exception {
		NetworkServer server = start(SaslPolicy.DEFAULT, SaslFixture.account("bob", STORED));
		assertThat(gsasl(server, "PLAIN", "battery staple", "--starttls", "--x509-ca-file="))
			.contains("235 2.7.0 Hello, bob");
		assertThat(gsasl(server, "SCRAM-SHA-256", "battery staple", "--starttls", "--x509-ca-file=", "--no-cb"))
			.contains("235 2.7.0 Hello, bob");
	}

	/** It knows tls-exporter and tls-unique, which Java does not. */
	@Test
	@Interop("gsasl")
	void refusesABindingThatOnlyThePeerKnows() throws Exception {
		NetworkServer server = start(SaslPolicy.DEFAULT, SaslFixture.account("bob", STORED));
		assertThat(gsasl(server, "SCRAM-SHA-256-PLUS", "battery staple", "--starttls", "--x509-ca-file="))
			.contains("535 5.7.8 Not a channel binding that is known");
	}

	private NetworkServer start(SaslPolicy policy, Account... accounts) {
		SaslFixture sasl = new SaslFixture(policy, List.of(new MemoryAccountStore(List.of(accounts))),
				new Decoys(List.of()), new HashingLoop());
		TlsContext tls = this.fixture.servers()
			.tls(new TlsSettings("network.test.ssl.bundle", "door", Map.of(), ClientAuth.NONE));
		return this.fixture.start(ServerFixture.anyPort().withStartTls(tls), sasl::door);
	}

	private static String gsasl(NetworkServer server, String mechanism, String password, String... options)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(RealPeer.require("gsasl").toString(), "--smtp", "--verbose",
				"--connect=127.0.0.1:" + ServerFixture.port(server), "--mechanism=" + mechanism,
				"--authentication-id=bob", "--password=" + password));
		command.addAll(List.of(options));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		return output;
	}

}
