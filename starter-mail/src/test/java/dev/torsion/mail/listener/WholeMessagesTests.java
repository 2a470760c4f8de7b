package dev.torsion.mail.listener;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import dev.torsion.mail.Deliveries;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.Outcome;
import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WholeMessages} and its sinks.
 */
class WholeMessagesTests {

	private final VirtualEventLoop loop = new VirtualEventLoop();

	private final WholeMessages messages = new WholeMessages(
			new ListenerSettings(DataSize.ofBytes(10), DataSize.ofBytes(15), Duration.ofMinutes(2)),
			this.loop.scheduler());

	private final List<String> handled = new ArrayList<>();

	private final MailSink sink = this.messages
		.open((bytes) -> Mono.fromRunnable(() -> this.handled.add(new String(bytes, StandardCharsets.UTF_8))));

	@Test
	void handsOverAMessageWhenAllOfItIsThere() {
		assertThat(write(this.sink, "01234").isComplete()).isTrue();
		assertThat(write(this.sink, "56789").isComplete()).isTrue();
		assertThat(this.handled).isEmpty();
		assertThat(Outcome.of(this.sink.prepare()).isComplete()).isTrue();
		assertThat(this.handled).containsExactly("0123456789");
		assertThat(Outcome.of(this.sink.commit()).isComplete()).isTrue();
	}

	@Test
	void refusesAMessageThatIsTooBig() {
		write(this.sink, "01234");
		assertThat(write(this.sink, "567890").failure()).hasMessage("552 5.3.4 Message too big");
	}

	@Test
	void refusesAMessageThatWillBeTooBig() {
		assertThatCode(() -> this.messages.check(Deliveries.envelope(10))).doesNotThrowAnyException();
		assertThatExceptionOfType(MailRefusedException.class)
			.isThrownBy(() -> this.messages.check(Deliveries.envelope(11)))
			.withMessage("552 5.3.4 Message too big");
	}

	@Test
	void takesNoMoreThanThereIsMemoryForAllTogether() {
		MailSink other = this.messages.open((bytes) -> Mono.empty());
		write(this.sink, "0123456789");
		assertThat(write(other, "0123456").failure()).hasMessage("452 4.3.1 Too many messages, try again later");
		assertThat(write(other, "01234").isComplete()).isTrue();
		this.sink.abort();
		assertThat(write(other, "01234").isComplete()).isTrue();
	}

	@Test
	void givesMemoryBackOnceWhateverComesOfAMessage() {
		write(this.sink, "0123456789");
		Outcome.of(this.sink.prepare());
		assertThat(this.messages.used()).isZero();
		this.sink.abort();
		assertThat(this.messages.used()).isZero();
		MailSink failing = this.messages.open((bytes) -> Mono.error(new IllegalStateException()));
		write(failing, "0123456789");
		assertThat(this.messages.used()).isEqualTo(10);
		assertThat(Outcome.of(failing.prepare()).failure()).isInstanceOf(IllegalStateException.class);
		assertThat(this.messages.used()).isZero();
	}

	@Test
	void keepsMemoryWhileAMessageIsHandled() {
		MailSink slow = this.messages.open((bytes) -> Mono.never());
		write(slow, "0123456789");
		Outcome prepared = Outcome.of(slow.prepare());
		assertThat(this.messages.used()).isEqualTo(10);
		this.loop.advance(Duration.ofMinutes(2));
		assertThat(prepared.failure()).isInstanceOf(TimeoutException.class);
		assertThat(this.messages.used()).isZero();
	}

	private static Outcome write(MailSink sink, String text) {
		return Outcome.of(sink.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
	}

}
