package dev.torsion.net;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.torsion.net.framing.LineFraming;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the steps of a connection find in Reactor's context.
 */
class StepContextTests {

	private final ServerFixture fixture = new ServerFixture();

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void isThatOfTheirConnectionFromTheNextStepOn() throws Exception {
		NetworkServer server = this.fixture.start(ServerFixture.anyPort(), Remembering::new);
		try (Socket first = ServerFixture.connect(server); Socket second = ServerFixture.connect(server)) {
			assertThat(ask(first, "twist")).isEqualTo("nothing");
			assertThat(ask(first, "turn")).isEqualTo("twist");
			assertThat(ask(second, "bend")).isEqualTo("nothing");
			assertThat(ask(first, "spring")).isEqualTo("turn");
		}
	}

	private static String ask(Socket socket, String line) throws Exception {
		socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
		return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
	}

	/** Answers with the line before, by way of the context. */
	private static final class Remembering implements Protocol {

		private final LineFraming lines = LineFraming.ofText(80, this::line);

		private final Transport transport;

		Remembering(Transport transport) {
			this.transport = transport;
		}

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			return this.lines.received(bytes);
		}

		private Mono<Void> line(String line) {
			Mono<Void> answer = Mono
				.deferContextual((context) -> this.transport.write(context.getOrDefault("line", "nothing") + "\r\n"));
			return answer.then(Mono.fromRunnable(() -> this.transport.setContext(Context.of("line", line))));
		}

	}

}
