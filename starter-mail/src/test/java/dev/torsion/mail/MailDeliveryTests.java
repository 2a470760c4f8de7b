package dev.torsion.mail;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import dev.torsion.mail.MailEnvelope.Parameters;
import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBuffer;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link MailDelivery#to}.
 */
class MailDeliveryTests {

	private static final MailHeaders HEADERS = MailHeaders.parse("Subject: hello\r\n".getBytes(StandardCharsets.UTF_8));

	private final VirtualEventLoop loop = new VirtualEventLoop();

	private final List<String> log = new ArrayList<>();

	private final Sinks.Empty<Void> handled = Sinks.empty();

	private final Reader reader = new Reader();

	@Test
	void takesTheRecipientsThatMatch() {
		MailDelivery delivery = MailDelivery.to("ticket+{id}@example.org", (envelope, message) -> Mono.empty());
		assertThat(accept(delivery, "ticket+42@example.org").blockOptional().orElseThrow().variables())
			.containsEntry("id", "42");
		assertThat(accept(delivery, "bob@example.org").blockOptional()).isEmpty();
	}

	@Test
	void refusesWhatIsNoTemplate() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> MailDelivery.to("ticket", (envelope, message) -> Mono.empty()));
	}

	@Test
	void givesTheHandlerEnvelopeHeadersAndContent() {
		MailSink sink = open((envelope, message) -> message.bytes(DataSize.ofKilobytes(1))
			.doOnNext((bytes) -> this.log.add(envelope.variable("id") + " " + message.headers().first("subject").get()
					+ " " + new String(bytes, StandardCharsets.UTF_8))));
		assertCompletes(write(sink, "one "));
		assertCompletes(write(sink, "two"));
		assertCompletes(sink.prepare());
		assertCompletes(sink.commit());
		assertThat(this.log).containsExactly("42 hello one two");
	}

	@Test
	void givesEachRecipientToTheHandler() {
		MailHandler handler = (envelope, message) -> message.bytes(DataSize.ofKilobytes(1))
			.doOnNext((bytes) -> this.log.add(envelope.variable("id") + new String(bytes, StandardCharsets.UTF_8)));
		MailSink sink = open(handler, "ticket+1@example.org", "ticket+2@example.org");
		assertCompletes(write(sink, " text"));
		assertCompletes(sink.prepare());
		assertThat(this.log).containsExactlyInAnyOrder("1 text", "2 text");
	}

	@Test
	void writesNoMoreThanTheHandlerAsksFor() {
		MailSink sink = open(this::read);
		Outcome first = Outcome.of(write(sink, "one"));
		assertThat(first.isPending()).isTrue();
		this.reader.request(1);
		assertThat(first.isComplete()).isTrue();
		Outcome second = Outcome.of(write(sink, "two"));
		assertThat(second.isPending()).isTrue();
		assertThat(this.log).containsExactly("one");
		this.reader.request(2);
		assertThat(second.isComplete()).isTrue();
		assertCompletes(write(sink, "three"));
		assertThat(this.log).containsExactly("one", "two", "three");
	}

	@Test
	void copiesWhatItIsGiven() {
		MailSink sink = open((envelope, message) -> message.content()
			.collectList()
			.doOnNext((buffers) -> buffers.forEach((buffer) -> this.log.add(buffer.toString(StandardCharsets.UTF_8)))));
		byte[] bytes = "one".getBytes(StandardCharsets.UTF_8);
		assertCompletes(sink.write(ByteBuffer.wrap(bytes)));
		bytes[0] = 'X';
		assertCompletes(sink.prepare());
		assertThat(this.log).containsExactly("one");
	}

	@Test
	void preparesWhenTheHandlerHasCompleted() {
		MailSink sink = open(this::read);
		this.reader.request(Long.MAX_VALUE);
		Outcome prepared = Outcome.of(sink.prepare());
		assertThat(this.log).containsExactly("end");
		assertThat(prepared.isPending()).isTrue();
		this.handled.tryEmitEmpty();
		assertThat(prepared.isComplete()).isTrue();
	}

	@Test
	void refusesAsTheHandlerSays() {
		MailRefusedException refusal = new MailRefusedException(SmtpReply.refused("5.7.1", "No tickets today"));
		MailSink sink = open(this::read);
		Outcome waiting = Outcome.of(write(sink, "one"));
		this.handled.tryEmitError(refusal);
		assertThat(waiting.failure()).isSameAs(refusal);
		assertThat(Outcome.of(write(sink, "two")).failure()).isSameAs(refusal);
		assertThat(Outcome.of(sink.prepare()).failure()).isSameAs(refusal);
	}

	@Test
	void failsAsTheHandlerDoesWhenItIsCalled() {
		IllegalStateException failure = new IllegalStateException();
		MailSink sink = open((envelope, message) -> {
			throw failure;
		});
		assertThat(Outcome.of(write(sink, "one")).failure()).isSameAs(failure);
	}

	@Test
	void throwsAwayWhatAHandlerHasNotReadThatIsDone() {
		MailSink sink = open(this::read);
		Outcome waiting = Outcome.of(write(sink, "one"));
		this.handled.tryEmitEmpty();
		assertThat(waiting.isComplete()).isTrue();
		assertCompletes(write(sink, "two"));
		assertCompletes(sink.prepare());
		assertThat(this.log).containsExactly("end");
	}

	@Test
	void throwsAwayWhatAHandlerHasCancelled() {
		MailSink sink = open((envelope, message) -> message.content()
			.take(1)
			.doOnNext((buffer) -> this.log.add(buffer.toString(StandardCharsets.UTF_8)))
			.then(this.handled.asMono()));
		assertCompletes(write(sink, "one"));
		assertCompletes(write(sink, "two"));
		Outcome prepared = Outcome.of(sink.prepare());
		assertThat(prepared.isPending()).isTrue();
		this.handled.tryEmitEmpty();
		assertThat(prepared.isComplete()).isTrue();
		assertThat(this.log).containsExactly("one");
	}

	@Test
	void letsTheContentBeReadOnce() {
		Flux<?>[] content = new Flux<?>[1];
		open((envelope, message) -> {
			content[0] = message.content();
			return message.content().then();
		});
		assertThatIllegalStateException().isThrownBy(() -> content[0].blockLast(Duration.ofSeconds(1)));
	}

	@Test
	void failsTheContentAndCancelsTheHandlerWhenTheMessageIsGivenUp() {
		MailSink sink = open(
				(envelope, message) -> read(envelope, message).doOnCancel(() -> this.log.add("cancelled")));
		this.reader.request(1);
		assertCompletes(write(sink, "one"));
		sink.abort();
		assertThat(this.log).containsExactly("one", "EOFException", "cancelled");
	}

	@Test
	void hasNothingToForgetOfAMessageThatWasHandled() {
		MailSink sink = open((envelope, message) -> message.content().then().doOnError((ex) -> this.log.add("failed")));
		assertCompletes(sink.prepare());
		sink.abort();
		assertThat(this.log).isEmpty();
	}

	@Test
	void waitsTwoMinutesForAHandlerThatDoesNotRead() {
		MailSink sink = open(this::read);
		Outcome waiting = Outcome.of(write(sink, "one"));
		this.loop.advance(Duration.ofSeconds(119));
		assertThat(waiting.isPending()).isTrue();
		this.loop.advance(Duration.ofSeconds(1));
		assertThat(waiting.failure()).isInstanceOf(TimeoutException.class);
	}

	@Test
	void waitsTwoMinutesForAHandlerThatDoesNotComplete() {
		MailSink sink = open(this::read);
		Outcome prepared = Outcome.of(sink.prepare());
		this.loop.advance(Duration.ofMinutes(2));
		assertThat(prepared.failure()).isInstanceOf(TimeoutException.class);
	}

	@Test
	void keepsOneRunOfALongMessageAtATime() {
		int runs = 100 * 1024 * 1024 / 65_536;
		MailSink sink = open((envelope, message) -> message.content()
			.limitRate(1)
			.doOnNext((buffer) -> assertThat(buffer).isInstanceOf(DefaultDataBuffer.class))
			.map(DataBuffer::readableByteCount)
			.reduce(0, Integer::sum)
			.doOnNext((size) -> this.log.add(size.toString())));
		ByteBuffer run = ByteBuffer.allocateDirect(65_536);
		for (int i = 0; i < runs; i++) {
			assertCompletes(sink.write(run.duplicate()));
		}
		assertCompletes(sink.prepare());
		assertThat(this.log).containsExactly(String.valueOf(100 * 1024 * 1024));
	}

	/** Reads as {@link #reader} asks for it, and is done when the test says so. */
	private Mono<Void> read(MailEnvelope envelope, MailMessage message) {
		message.content().subscribe(this.reader);
		return this.handled.asMono();
	}

	private MailSink open(MailHandler handler, String... recipients) {
		MailDelivery delivery = new HandlerDelivery(AddressTemplate.parse("ticket+{id}@example.org"), handler,
				this.loop.scheduler());
		List<MailRecipient> accepted = new ArrayList<>();
		for (String recipient : (recipients.length > 0) ? List.of(recipients) : List.of("ticket+42@example.org")) {
			accepted.add(accept(delivery, recipient).blockOptional().orElseThrow());
		}
		return delivery.open(envelope().to(accepted), HEADERS).blockOptional().orElseThrow();
	}

	private static Mono<MailRecipient> accept(MailDelivery delivery, String address) {
		return delivery.accept(MailRecipient.of(MailAddress.of(address)), envelope());
	}

	private static MailEnvelope envelope() {
		MailClient client = new MailClient(InetSocketAddress.createUnresolved("192.0.2.1", 50_000), "there.example",
				"ESMTP", "smtp", false, null);
		return new MailEnvelope("id", client, MailAddress.of("alice@example.com"), Parameters.NONE, List.of());
	}

	private static Mono<Void> write(MailSink sink, String text) {
		return sink.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
	}

	private static void assertCompletes(Mono<Void> step) {
		assertThat(Outcome.of(step).isComplete()).isTrue();
	}

	/** Asks for runs when the test says so. */
	private final class Reader extends BaseSubscriber<DataBuffer> {

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
		}

		@Override
		protected void hookOnNext(DataBuffer run) {
			MailDeliveryTests.this.log.add(run.toString(StandardCharsets.UTF_8));
		}

		@Override
		protected void hookOnComplete() {
			MailDeliveryTests.this.log.add("end");
		}

		@Override
		protected void hookOnError(Throwable failure) {
			MailDeliveryTests.this.log.add(failure.getClass().getSimpleName());
		}

	}

}
