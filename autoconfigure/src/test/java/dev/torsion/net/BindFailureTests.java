package dev.torsion.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
	@EnabledOnOs(OS.LINUX)
	void saysThatThisUserMayNotListenThere() throws Exception {
		List<String> command = List.of("setpriv", "--reuid=65534", "--clear-groups", "--inh-caps=-all",
				"--bounding-set=-all", System.getProperty("java.home") + "/bin/java", "-cp",
				System.getProperty("java.class.path"), "-Djava.io.tmpdir=/tmp", BindFailureTests.class.getName());
		Process child = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(child.waitFor()).as(output).isZero();
		assertThat(output.lines()).contains(
				"'test' cannot listen on port 1 of 127.0.0.1: this user may not listen there.",
				"Set network.smtp.port to a port above 1023, or give the process the capability "
						+ "CAP_NET_BIND_SERVICE (systemd: AmbientCapabilities=CAP_NET_BIND_SERVICE).");
	}

	/** The child of the test above, which is not root. */
	public static void main(String[] arguments) throws IOException {
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
