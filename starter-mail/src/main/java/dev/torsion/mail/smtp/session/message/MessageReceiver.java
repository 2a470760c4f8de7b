package dev.torsion.mail.smtp.session.message;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailHeaders;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.delivery.Route;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Takes one message: its headers into memory, and then, if nobody minds, all of it into
 * sinks as it arrives. What is refused is read to its end nevertheless, because only
 * there the client can be told. For the event loop of the connection.
 */
public final class MessageReceiver {

	/** More hops are a loop, RFC 5321 section 6.3; as many as Postfix has. */
	private static final int MAX_RECEIVED = 50;

	private static final SmtpReply TOO_LARGE = new SmtpReply(552, "5.3.4", "The message is too large");

	private static final SmtpReply HEADERS_TOO_LARGE = new SmtpReply(552, "5.3.4",
			"The headers of the message are too large");

	private static final SmtpReply BARE_NEWLINE = new SmtpReply(550, "5.5.2",
			"The message has line ends that are not CRLF");

	private static final SmtpReply LOOP = new SmtpReply(554, "5.4.6", "The message goes round in circles");

	private static final byte[] CRLF = { '\r', '\n' };

	private final MessageRules rules;

	private final MailEnvelope envelope;

	private final List<Route> routes;

	private final Scheduler loop;

	private final LineEnds lineEnds;

	private final List<Outlet> outlets = new ArrayList<>(1);

	private @Nullable HeaderBlock block;

	private @Nullable SmtpReply refusal;

	private long size;

	/**
	 * Begins to take a message.
	 * @param rules how it is taken
	 * @param envelope who it is from and to
	 * @param routes who takes it, a route for each recipient of the envelope
	 * @param loop the event loop of the connection
	 */
	public MessageReceiver(MessageRules rules, MailEnvelope envelope, List<Route> routes, Scheduler loop) {
		this.rules = rules;
		this.envelope = envelope;
		this.routes = List.copyOf(routes);
		this.loop = loop;
		this.lineEnds = new LineEnds(rules.bareNewlines());
		this.block = new HeaderBlock(rules.maxHeader());
	}

	/**
	 * Takes a run of the message.
	 * @param run the run, not empty
	 * @return completes when more may come
	 */
	public Mono<Void> data(ByteBuf run) {
		this.size += run.readableBytes();
		if (this.refusal != null) {
			return Mono.empty();
		}
		if (this.size > this.rules.maxSize()) {
			return refuse(TOO_LARGE);
		}
		ByteBuf clean = isBinary() ? run : this.lineEnds.take(run);
		if (clean == null) {
			return refuse(BARE_NEWLINE);
		}
		HeaderBlock headers = this.block;
		return (headers != null) ? headers(headers, clean) : body(clean);
	}

	private boolean isBinary() {
		return this.envelope.parameters().body() == MailEnvelope.Body.BINARY;
	}

	private Mono<Void> headers(HeaderBlock headers, ByteBuf run) {
		headers.take(run);
		if (headers.isTooLong()) {
			return refuse(HEADERS_TOO_LARGE);
		}
		if (!headers.isComplete()) {
			return Mono.empty();
		}
		Mono<Void> opened = open(headers);
		return run.isReadable() ? opened.then(Mono.defer(() -> body(run))) : opened;
	}

	private Mono<Void> open(HeaderBlock block) {
		this.block = null;
		byte[] bytes = block.bytes();
		if (isBinary() && new LineEnds(BareNewlines.REJECT).take(Unpooled.wrappedBuffer(bytes)) == null) {
			return refuse(BARE_NEWLINE);
		}
		MailHeaders headers = MailHeaders.parse(bytes);
		if (TraceHeaders.isLoop(headers, MAX_RECEIVED)) {
			return refuse(LOOP);
		}
		return this.rules.policies()
			.ask((policy) -> policy.message(this.envelope, headers), this.loop)
			.then(Mono.defer(() -> openAll(headers)))
			.then(Mono.defer(() -> write(beginning(headers, bytes))))
			.onErrorResume((ex) -> refuse(Outlet.reply(ex, this.envelope.id())));
	}

	private ByteBuffer beginning(MailHeaders headers, byte[] block) {
		byte[] added = TraceHeaders.of(this.envelope, headers, this.rules);
		return ByteBuffer.allocate(added.length + block.length).put(added).put(block).flip();
	}

	private Mono<Void> openAll(MailHeaders headers) {
		if (!this.rules.perRecipient()) {
			return openOne(this.routes, this.envelope, headers);
		}
		return Flux.range(0, this.routes.size())
			.concatMap((i) -> openOne(List.of(this.routes.get(i)),
					this.envelope.to(List.of(this.envelope.recipients().get(i))), headers))
			.then();
	}

	private Mono<Void> openOne(List<Route> routes, MailEnvelope envelope, MailHeaders headers) {
		Outlet outlet = new Outlet(this.loop);
		this.outlets.add(outlet);
		return outlet.open(() -> this.rules.router().open(routes, envelope, headers), envelope.id());
	}

	private Mono<Void> body(ByteBuf run) {
		return (this.refusal != null) ? Mono.empty() : write(run.nioBuffer());
	}

	private Mono<Void> write(ByteBuffer bytes) {
		if (!bytes.hasRemaining()) {
			return Mono.empty();
		}
		if (this.outlets.size() == 1) {
			return this.outlets.get(0).write(bytes, this.envelope.id());
		}
		return Flux.fromIterable(this.outlets)
			.concatMap((outlet) -> outlet.write(bytes.duplicate(), this.envelope.id()))
			.then();
	}

	private Mono<Void> refuse(SmtpReply reply) {
		this.refusal = reply;
		this.block = null;
		abort();
		return Mono.empty();
	}

	/**
	 * All of the message has arrived.
	 * @return what to tell the client: one reply, or one for each recipient
	 */
	public Mono<List<SmtpReply>> end() {
		HeaderBlock headers = this.block;
		if (this.rules.bareNewlines() == BareNewlines.REJECT && this.lineEnds.isAfterCarriageReturn()
				&& this.refusal == null) {
			refuse(BARE_NEWLINE);
		}
		if (this.refusal != null) {
			return Mono.just(replies(this.refusal));
		}
		Mono<Void> opened = (headers != null) ? open(headers) : Mono.empty();
		return opened.then(Mono.defer(this::lastLine)).then(Mono.defer(this::deliver));
	}

	/** BDAT can end a message in the middle of a line. */
	private Mono<Void> lastLine() {
		return (this.refusal != null || isBinary() || this.lineEnds.isAfterLine()) ? Mono.empty()
				: write(ByteBuffer.wrap(CRLF));
	}

	private Mono<List<SmtpReply>> deliver() {
		if (this.refusal != null) {
			return Mono.just(replies(this.refusal));
		}
		String id = this.envelope.id();
		return Flux.fromIterable(this.outlets)
			.flatMap((outlet) -> outlet.finish(id))
			.then(Mono.fromSupplier(this::outcome));
	}

	private List<SmtpReply> outcome() {
		List<SmtpReply> replies = new ArrayList<>(this.outlets.size());
		for (int i = 0; i < this.outlets.size(); i++) {
			Outlet outlet = this.outlets.get(i);
			SmtpReply failure = outlet.failure();
			outlet.close();
			replies.add((failure != null) ? failure : accepted(i));
		}
		return replies;
	}

	private SmtpReply accepted(int index) {
		String id = "Ok, known here as " + this.envelope.id();
		return this.rules.perRecipient()
				? new SmtpReply(250, "2.1.5", "<" + this.envelope.recipients().get(index).original() + "> " + id)
				: new SmtpReply(250, "2.0.0", id);
	}

	private List<SmtpReply> replies(SmtpReply reply) {
		return Collections.nCopies(this.rules.perRecipient() ? this.routes.size() : 1, reply);
	}

	/**
	 * Why the message is refused, if that is known before it has ended.
	 * @return the reply, {@code null} if it is not refused
	 */
	public @Nullable SmtpReply refusal() {
		return this.refusal;
	}

	/**
	 * Whether there is so much more than may be that it is not worth to wait for the end.
	 * @return whether it is
	 */
	public boolean isEndless() {
		return this.size / 2 > this.rules.maxSize();
	}

	/**
	 * How much has arrived.
	 * @return bytes
	 */
	public long size() {
		return this.size;
	}

	/** Forgets the message. */
	public void abort() {
		this.outlets.forEach(Outlet::abort);
	}

}
