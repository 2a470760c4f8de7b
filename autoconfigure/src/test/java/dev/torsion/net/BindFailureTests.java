package dev.torsion.net;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

import dev.torsion.UnprivilegedJvm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BindFailure}: the texts an operator reads.
 */
@Timeout(60)
class BindFailureTests {

	private final ServerFixture fixture = new ServerFixture();

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void saysThatThePortIsTaken() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			FailureAnalysis analysis = start(this.fixture, Listener.on("network.smtp", taken.getLocalPort()));
			assertThat(analysis.getDescription()).isEqualTo(
					"'test' cannot listen on port " + taken.getLocalPort() + " of 127.0.0.1: the port is taken.");
			assertThat(analysis.getAction()).isEqualTo("Stop what listens there ('ss -lnp sport = :"
					+ taken.getLocalPort() + "' shows it), or set network.smtp.port to another port, "
					+ "0 for any free one or -1 for none.");
		}
	}

	@Test
	void saysThatTheAddressIsNotOfThisMachine() {
		FailureAnalysis analysis = start(this.fixture, Listener.on("network.smtp", 0).withAddress("192.0.2.1"));
		assertThat(analysis.getDescription())
			.isEqualTo("'test' cannot listen on port 0 of 192.0.2.1: this machine has no such address.");
		assertThat(analysis.getAction())
			.isEqualTo("Set network.smtp.address or network.address to an address of this machine.");
	}

	@Test
	void saysThatTheHostIsUnknown() {
		FailureAnalysis analysis = start(this.fixture, Listener.on("network.smtp", 0).withAddress("no.such.invalid"));
		assertThat(analysis.getDescription())
			.isEqualTo("'test' cannot listen on port 0 of no.such.invalid: this machine has no such address.");
	}

	@Test
	void saysThatThisUserMayNotListenThere(@TempDir Path temporary) throws Exception {
		assertThat(UnprivilegedJvm.run(temporary, BindFailureTests.class)).contains(
				"'test' cannot listen on port 1 of 127.0.0.1: this user may not listen there.",
				"Set network.smtp.port to a port above 1023, or give the process the capability "
						+ "CAP_NET_BIND_SERVICE (systemd: AmbientCapabilities=CAP_NET_BIND_SERVICE).");
	}

	/** The child of the test above, which is not root. */
	public static void main(String[] arguments) {
		ServerFixture fixture = new ServerFixture();
		FailureAnalysis analysis = start(fixture, Listener.on("network.smtp", 1));
		System.out.println(analysis.getDescription());
		System.out.println(analysis.getAction());
		System.exit(0);
	}

	private static FailureAnalysis start(ServerFixture fixture, Listener listener) {
		try {
			fixture.start(listener, (transport) -> (bytes) -> Mono.empty());
		}
		catch (FailureAnalyzedException ex) {
			return ex.analysis();
		}
		throw new AssertionError("It was bound");
	}

}
