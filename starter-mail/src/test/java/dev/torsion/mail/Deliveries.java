package dev.torsion.mail;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import dev.torsion.mail.MailEnvelope.Body;
import dev.torsion.mail.MailEnvelope.Parameters;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Delivers messages as the server does.
 */
public final class Deliveries {

	private Deliveries() {
	}

	/**
	 * An envelope without recipients.
	 * @return from alice@example.com
	 */
	public static MailEnvelope envelope() {
		return envelope(-1);
	}

	public static MailEnvelope envelope(long size) {
		MailClient client = new MailClient(InetSocketAddress.createUnresolved("192.0.2.1", 50_000), "there.example",
				"ESMTP", "smtp", false, null);
		return new MailEnvelope("id", client, MailAddress.of("alice@example.com"),
				new Parameters(size, Body.SEVEN_BIT, false, null, null), List.of());
	}

	public static Mono<MailRecipient> accept(MailDelivery delivery, String recipient) {
		return delivery.accept(MailRecipient.of(MailAddress.of(recipient)), envelope());
	}

	/**
	 * Begins to deliver.
	 * @param delivery where to
	 * @param message a message, of which the headers are shown
	 * @param recipients its recipients, all of which have to be taken
	 * @return takes the message
	 */
	public static MailSink open(MailDelivery delivery, String message, String... recipients) {
		List<MailRecipient> accepted = Arrays.stream(recipients)
			.map((recipient) -> accept(delivery, recipient).blockOptional().orElseThrow())
			.toList();
		return delivery.open(envelope().to(accepted), MailHeaders.parse(bytes(message))).blockOptional().orElseThrow();
	}

	/**
	 * Delivers a message in two runs.
	 * @param delivery where to
	 * @param message the message
	 * @param recipients its recipients, all of which have to be taken
	 * @return completes when it is delivered
	 */
	public static Mono<Void> deliver(MailDelivery delivery, String message, String... recipients) {
		MailSink sink = open(delivery, message, recipients);
		byte[] bytes = bytes(message);
		int middle = bytes.length / 2;
		return Flux.just(ByteBuffer.wrap(bytes, 0, middle), ByteBuffer.wrap(bytes, middle, bytes.length - middle))
			.concatMap(sink::write)
			.then(Mono.defer(sink::prepare))
			.then(Mono.defer(sink::commit))
			.doOnError((ex) -> sink.abort());
	}

	/**
	 * Tells the reply that a step is refused with.
	 * @param step the step
	 * @return the reply
	 */
	public static String refusal(Mono<?> step) {
		return step.then(Mono.<String>error(() -> new AssertionError("Not refused")))
			.onErrorResume(MailRefusedException.class, (ex) -> Mono.just(ex.reply().toString()))
			.blockOptional()
			.orElseThrow();
	}

	private static byte[] bytes(String message) {
		return message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
	}

}
