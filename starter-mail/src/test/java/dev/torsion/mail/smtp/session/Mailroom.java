package dev.torsion.mail.smtp.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.torsion.mail.MailDelivery;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailHeaders;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.delivery.MailRouter;
import dev.torsion.mail.delivery.Route;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Mono;

/**
 * Takes mail for {@code example.org} and keeps it as text; what is for other domains it
 * takes only from those who have logged in.
 */
public final class Mailroom implements MailRouter {

	public final List<Mail> delivered = new ArrayList<>();

	/** What has happened to sinks, in order. */
	public final List<String> events = new ArrayList<>();

	/** Goes around each sink. */
	public UnaryOperator<MailSink> sinks = UnaryOperator.identity();

	private final Set<String> full = Set.of("full");

	@Override
	public Mono<Route> route(MailRecipient recipient, MailEnvelope envelope) {
		boolean ours = recipient.address().domain().equals("example.org");
		if (!ours && envelope.client().login() == null) {
			return refuse("5.7.1", "Relaying denied");
		}
		if (recipient.address().localPart().equals("nobody")) {
			return refuse("5.1.1", "No such user");
		}
		return Mono.just(new Route(recipient, List.of(new Route.Hop(new Nowhere(), recipient))));
	}

	private static <T> Mono<T> refuse(String status, String text) {
		return Mono.error(new MailRefusedException(SmtpReply.refused(status, text)));
	}

	@Override
	public Mono<MailSink> open(List<Route> routes, MailEnvelope envelope, MailHeaders headers) {
		this.events.add("open " + routes.size());
		return Mono.just(this.sinks.apply(new Sink(envelope, headers)));
	}

	/** The only message that was delivered. */
	public Mail only() {
		if (this.delivered.size() != 1) {
			throw new AssertionError("Delivered: " + this.delivered);
		}
		return this.delivered.get(0);
	}

	/**
	 * A message.
	 *
	 * @param envelope its envelope
	 * @param headers the headers that were told
	 * @param text all of it, a character a byte
	 */
	public record Mail(MailEnvelope envelope, MailHeaders headers, String text) {

		/** What the client has sent, without what was added at the beginning. */
		public String sent() {
			int end = this.text.indexOf("\r\n", this.text.indexOf(";\r\n\t") + 4);
			return this.text.substring(end + 2);
		}

	}

	private final class Sink implements MailSink {

		private final MailEnvelope envelope;

		private final MailHeaders headers;

		private final ByteBuf bytes = Unpooled.buffer();

		Sink(MailEnvelope envelope, MailHeaders headers) {
			this.envelope = envelope;
			this.headers = headers;
		}

		@Override
		public Mono<Void> write(ByteBuffer bytes) {
			this.bytes.writeBytes(bytes);
			return Mono.empty();
		}

		@Override
		public Mono<Void> prepare() {
			Mailroom.this.events.add("prepare");
			String user = this.envelope.recipients().get(0).address().localPart();
			return Mailroom.this.full.contains(user)
					? Mono.error(new MailRefusedException(new SmtpReply(452, "4.2.2", "The mailbox is full")))
					: Mono.empty();
		}

		@Override
		public Mono<Void> commit() {
			Mailroom.this.events.add("commit");
			Mailroom.this.delivered
				.add(new Mail(this.envelope, this.headers, this.bytes.toString(StandardCharsets.ISO_8859_1)));
			return Mono.empty();
		}

		@Override
		public void abort() {
			Mailroom.this.events.add("abort");
		}

	}

	/** Is never asked. */
	private static final class Nowhere implements MailDelivery {

		@Override
		public Mono<MailRecipient> accept(MailRecipient recipient, MailEnvelope envelope) {
			return Mono.empty();
		}

		@Override
		public Mono<MailSink> open(MailEnvelope envelope, MailHeaders headers) {
			throw new IllegalStateException();
		}

	}

}
