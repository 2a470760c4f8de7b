package dev.torsion.mail.smtp.session;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailHeaders;
import dev.torsion.mail.MailPolicy;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.SmtpReply;
import dev.torsion.net.test.Conversation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sinks and policies that are slow, refuse or fail.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeliveryTests {

	private final Served served = Served.smtp();

	@ParameterizedTest
	@EnumSource
	void tellsOnceWhatHasFailedAndGoesOn(Step step) {
		this.served.room.sinks = (sink) -> new Troubled(sink, step,
				new MailRefusedException(SmtpReply.refused("5.7.1", "No")));
		this.served.addressed().holds("""
				C: DATA
				S: 354 Go on, end with CRLF.CRLF
				C: A: b
				C:
				C: one
				C: two
				C: .
				S: 550 5.7.1 No
				C: MAIL FROM:<>
				S: 250 2.1.0 Ok
				""");
		assertThat(this.served.room.events).endsWith("abort").containsOnlyOnce("abort");
	}

	@ParameterizedTest
	@EnumSource
	void isNotUpsetWhenThereIsTooMuchToDo(Step step, CapturedOutput output) {
		this.served.room.sinks = (sink) -> new Troubled(sink, step, new RejectedExecutionException("full"));
		this.served.addressed().holds("""
				C: BDAT 6 LAST
				C: A: b
				S: 451 4.3.2 Too busy, try again later
				C: MAIL FROM:<>
				S: 250 2.1.0 Ok
				""");
		assertThat(output).contains("There is too much to do").doesNotContain("ERROR", "Exception");
	}

	@ParameterizedTest
	@EnumSource
	void asksToTryAgainIfItIsOurFault(Step step, CapturedOutput output) {
		this.served.room.sinks = (sink) -> new Troubled(sink, step, new IllegalStateException("disk full"));
		this.served.addressed().holds("""
				C: BDAT 6
				C: A: b
				S: 250 2.0.0 6 bytes taken
				C: BDAT 5 LAST
				C:
				C: x
				S: 451 4.3.0 Cannot take the message now, try again later
				""");
		assertThat(output).containsOnlyOnce("java.lang.IllegalStateException: disk full");
	}

	@Test
	void readsNothingMoreUntilWhatWasReadIsTaken() {
		List<Sinks.Empty<Void>> waiting = new ArrayList<>();
		this.served.room.sinks = (sink) -> new Slow(sink, waiting);
		Conversation conversation = this.served.addressed();
		SmugglingTests.send(conversation, "DATA\r\nA: b\r\n\r\n");
		conversation.holds("S: 354 Go on, end with CRLF.CRLF");
		for (int i = 0; i < 3; i++) {
			SmugglingTests.send(conversation, "run " + i + "\r\n");
		}
		SmugglingTests.send(conversation, ".\r\nNOOP\r\n");
		for (int i = 0; i < 6; i++) {
			conversation.holds("<silence>");
			assertThat(waiting).as("step %d", i).hasSize(i + 1);
			waiting.get(i).tryEmitEmpty();
			this.served.transport.eventLoop().advance(Duration.ofMillis(1));
		}
		conversation.holds("""
				S: 250 2.0.0 Ok, known here as …
				S: 250 2.0.0 Ok
				""");
	}

	@Test
	void asksPoliciesInOrderUntilOneRefuses() {
		List<String> asked = new ArrayList<>();
		this.served.with(new Noting("first", asked)).with(new Noting("second", asked));
		this.served.addressed().holds("""
				C: DATA
				S: 354 Go on, end with CRLF.CRLF
				C: Subject: spam
				C:
				C: .
				S: 550 5.7.1 second
				""");
		assertThat(asked).containsExactly("first sender", "second sender", "first recipient", "second recipient",
				"first message", "second message");
		assertThat(this.served.room.events).isEmpty();
	}

	@Test
	void endsTheConnectionIfAPolicySaysSo() {
		this.served.with(new MailPolicy() {

			@Override
			public Mono<Void> recipient(MailRecipient recipient, MailEnvelope envelope) {
				throw new MailRefusedException(new SmtpReply(421, "4.7.0", "Enough"));
			}

		});
		this.served.greeted().holds("""
				C: MAIL FROM:<>
				S: 250 2.1.0 Ok
				C: RCPT TO:<bob@example.org>
				S: 421 4.7.0 Enough
				<closed>
				""");
	}

	@Test
	void doesNotBlameTheClientForAPolicyThatFails(CapturedOutput output) {
		this.served.with(new MailPolicy() {

			@Override
			public Mono<Void> sender(MailEnvelope envelope) {
				return Mono.error(new IllegalStateException("no database"));
			}

		});
		this.served.greeted().holds("""
				C: MAIL FROM:<>
				S: 451 4.3.0 Cannot do that now, try again later
				""");
		assertThat(output).contains("Failed to run MAIL of smtp").containsOnlyOnce("no database");
	}

	/** What can go wrong. */
	enum Step {

		WRITE, PREPARE, COMMIT

	}

	/** Fails at a step. */
	private record Troubled(MailSink sink, Step at, RuntimeException failure) implements MailSink {

		@Override
		public Mono<Void> write(ByteBuffer bytes) {
			return (this.at == Step.WRITE) ? Mono.error(this.failure) : this.sink.write(bytes);
		}

		@Override
		public Mono<Void> prepare() {
			if (this.at == Step.PREPARE) {
				throw this.failure;
			}
			return this.sink.prepare();
		}

		@Override
		public Mono<Void> commit() {
			return (this.at == Step.COMMIT) ? Mono.error(this.failure) : this.sink.commit();
		}

		@Override
		public void abort() {
			this.sink.abort();
		}

	}

	/** Waits to be told at each step. */
	private record Slow(MailSink sink, List<Sinks.Empty<Void>> waiting) implements MailSink {

		private Mono<Void> told() {
			Sinks.Empty<Void> next = Sinks.empty();
			this.waiting.add(next);
			return next.asMono();
		}

		@Override
		public Mono<Void> write(ByteBuffer bytes) {
			return told().then(Mono.defer(() -> this.sink.write(bytes)));
		}

		@Override
		public Mono<Void> prepare() {
			return told().then(Mono.defer(this.sink::prepare));
		}

		@Override
		public Mono<Void> commit() {
			return told().then(Mono.defer(this.sink::commit));
		}

		@Override
		public void abort() {
			this.sink.abort();
		}

	}

	/** Notes what it is asked, and refuses spam if it is the second. */
	private record Noting(String name, List<String> asked) implements MailPolicy {

		private Mono<Void> note(String what) {
			return Mono.fromRunnable(() -> this.asked.add(this.name + " " + what));
		}

		@Override
		public Mono<Void> sender(MailEnvelope envelope) {
			return note("sender");
		}

		@Override
		public Mono<Void> recipient(MailRecipient recipient, MailEnvelope envelope) {
			return note("recipient");
		}

		@Override
		public Mono<Void> message(MailEnvelope envelope, MailHeaders headers) {
			boolean spam = this.name.equals("second") && headers.first("subject").orElse("").equals("spam");
			return note("message").then(
					spam ? Mono.error(new MailRefusedException(SmtpReply.refused("5.7.1", this.name))) : Mono.empty());
		}

	}

}
