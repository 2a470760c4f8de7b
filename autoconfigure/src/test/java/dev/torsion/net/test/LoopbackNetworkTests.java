package dev.torsion.net.test;

import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.Protocol;
import dev.torsion.net.Transport;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link LoopbackNetwork}.
 */
class LoopbackNetworkTests {

	@Test
	void runsListenersWithoutAnApplication() throws Exception {
		try (LoopbackNetwork network = new LoopbackNetwork(new DefaultSslBundleRegistry())) {
			NetworkServer server = network.servers().stream("hello", Listener.on("", 0), Hello::new);
			assertThatIllegalStateException().isThrownBy(() -> LoopbackNetwork.port(server))
				.withMessage("hello is not listening");
			server.start();
			try (Socket socket = new Socket("127.0.0.1", LoopbackNetwork.port(server))) {
				assertThat(socket.getInputStream().readAllBytes()).asString(StandardCharsets.US_ASCII)
					.isEqualTo("hello");
			}
			server.stop();
		}
	}

	/** Says hello. */
	private record Hello(Transport transport) implements Protocol {

		@Override
		public Mono<Void> greet() {
			this.transport.write("hello");
			this.transport.close();
			return Mono.empty();
		}

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			return Mono.empty();
		}

	}

}
