package dev.torsion.net.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.torsion.net.Protocol;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LineFraming;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Conversation}, which must fail where a protocol does.
 */
class ConversationTests {

	private final Conversation conversation = new Conversation(Echo::new);

	@Test
	void failsIfTheServerSaysSomethingElse() {
		fails("C: one\nS: two", "Expected «two» but the server has said «one»");
	}

	@Test
	void failsIfTheServerSaysNothing() {
		fails("C: \nS: one", "Expected «one» but the server has said nothing more");
	}

	@Test
	void failsIfTheServerSaysMore() {
		fails("C: one", "The server has also said: [one]");
		fails("<silence>", "The server has said: [one]");
	}

	@Test
	void failsIfTheServerDoesNotClose() {
		fails("<closed>", "The server has not closed the connection");
	}

	@Test
	void failsIfTheProtocolDoes() {
		fails("C: throw", "The protocol failed");
	}

	@Test
	void takesAnEllipsisForAnything() {
		this.conversation.holds("C: one two\nS: one …");
		fails("C: one two\nS: two …", "Expected «two …» but the server has said «one two»");
	}

	@Test
	void holdsTheServersSideWithAClient() {
		Conversation client = Conversation.ofClient(new RecordingTransport(), Echo::new);
		client.holds("S: one\nC: one");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> client.holds("S: one\nC: two"))
			.withMessage("Expected «two» but the client has said «one»");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> client.holds("C: more"))
			.withMessage("Expected «more» but the client has said nothing more");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> client.holds("<closed>"))
			.withMessage("The client has not closed the connection");
	}

	@Test
	void refusesAScriptItDoesNotUnderstand() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.conversation.holds("one"));
	}

	@Test
	void keepsTheOrderOfWhatWasSentWhileAStepWaits() {
		this.conversation.send("wait 2m\r\none\r\n".getBytes(StandardCharsets.US_ASCII));
		this.conversation.send("two\r\n".getBytes(StandardCharsets.US_ASCII));
		this.conversation.holds("""
				<silence>
				<1m>
				<silence>
				<1m>
				S: waited 2m
				S: one
				S: two
				<idle>
				<closed>
				""");
	}

	@Test
	void movesTimersInOrder() {
		VirtualEventLoop loop = this.conversation.transport().eventLoop();
		List<String> ran = new ArrayList<>();
		loop.after(Duration.ofSeconds(2)).subscribe(null, null, () -> ran.add("second"));
		loop.after(Duration.ofSeconds(1)).subscribe(null, null, () -> ran.add("first"));
		loop.after(Duration.ofSeconds(1)).subscribe().dispose();
		loop.scheduler().schedulePeriodically(() -> ran.add("tick"), 500, 1000, TimeUnit.MILLISECONDS);
		loop.advance(Duration.ofMillis(999));
		assertThat(ran).containsExactly("tick");
		loop.advance(Duration.ofMillis(1001));
		assertThat(ran).containsExactly("tick", "first", "tick", "second");
	}

	private void fails(String script, String message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.conversation.holds(script))
			.withMessage(message);
	}

	/** Repeats lines that are not empty. */
	private static final class Echo implements Protocol {

		private final LineFraming lines = LineFraming.ofText(64, this::line);

		private final Transport transport;

		Echo(Transport transport) {
			this.transport = transport;
		}

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			return this.lines.received(bytes);
		}

		private Mono<Void> line(String line) {
			if (line.equals("throw")) {
				throw new IllegalStateException("test");
			}
			if (line.startsWith("wait")) {
				return this.transport.eventLoop()
					.after(Duration.ofMinutes(2))
					.then(Mono.defer(() -> this.transport.write("waited 2m\r\n")));
			}
			return line.isEmpty() ? Mono.empty() : this.transport.write(line + "\r\n");
		}

	}

}
