package dev.torsion.mail;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/**
 * One message on its way to a handler: runs go in when they arrive and out when they are
 * asked for, one at a time. The handler's outcome is that of {@link #prepare}. What comes
 * after the outcome, or after the handler has cancelled the content, is thrown away. What
 * is done here may complete on the thread of the handler.
 */
final class MessagePipe implements MailSink, MailMessage {

	/**
	 * How long a handler may leave a run where it is, and take after the last. Clients
	 * wait 3 and 10 minutes, RFC 5321 section 4.5.3.2.
	 */
	static final Duration TIMEOUT = Duration.ofMinutes(2);

	private final MailHeaders headers;

	private final Scheduler timer;

	private final AtomicReference<@Nullable Run> waiting = new AtomicReference<>();

	private final AtomicBoolean subscribed = new AtomicBoolean();

	/** Completes when all has been written, fails if that is given up. */
	private final Sinks.Empty<Void> input = Sinks.empty();

	private final Sinks.Empty<Void> outcome = Sinks.empty();

	private final Disposable.Swap handling = Disposables.swap();

	private volatile @Nullable FluxSink<DataBuffer> reader;

	private volatile @Nullable Throwable failure;

	/** Whether nobody wants more. */
	private volatile boolean done;

	private MessagePipe(MailHeaders headers, Scheduler timer) {
		this.headers = headers;
		this.timer = timer;
	}

	/**
	 * Begins to hand over a message.
	 * @param handler who gets it
	 * @param timer tells what takes too long
	 * @param envelope the envelope, with one recipient
	 * @param headers its headers
	 * @return takes the message
	 */
	static MessagePipe open(MailHandler handler, Scheduler timer, MailEnvelope envelope, MailHeaders headers) {
		MessagePipe pipe = new MessagePipe(headers, timer);
		pipe.handling.update(
				Mono.defer(() -> handler.handle(envelope, pipe).then()).subscribe(null, pipe::failed, pipe::succeeded));
		return pipe;
	}

	private void failed(Throwable failure) {
		this.failure = failure;
		end();
		this.outcome.tryEmitError(failure);
	}

	private void succeeded() {
		end();
		this.outcome.tryEmitEmpty();
	}

	private void end() {
		this.done = true;
		drain();
	}

	@Override
	public MailHeaders headers() {
		return this.headers;
	}

	@Override
	public Flux<DataBuffer> content() {
		return Flux.create(this::read);
	}

	private void read(FluxSink<DataBuffer> reader) {
		if (!this.subscribed.compareAndSet(false, true)) {
			reader.error(new IllegalStateException("The content can be subscribed to once"));
			return;
		}
		this.reader = reader;
		reader.onCancel(this::end);
		reader.onRequest((count) -> drain());
		reader.onDispose(this.input.asMono().subscribe(null, reader::error, reader::complete));
	}

	/** The next run is written when this one has been taken, so there is one at most. */
	private void drain() {
		FluxSink<DataBuffer> reader = this.reader;
		boolean wanted = reader != null && reader.requestedFromDownstream() > 0;
		Run run = (this.done || wanted) ? this.waiting.getAndSet(null) : null;
		if (run == null) {
			return;
		}
		Throwable failure = this.failure;
		if (failure != null) {
			run.taken().tryEmitError(failure);
			return;
		}
		if (reader != null && !this.done) {
			reader.next(run.bytes());
		}
		run.taken().tryEmitEmpty();
	}

	@Override
	public Mono<Void> write(ByteBuffer bytes) {
		if (this.done) {
			Throwable failure = this.failure;
			return (failure != null) ? Mono.error(failure) : Mono.empty();
		}
		byte[] copy = new byte[bytes.remaining()];
		bytes.get(copy);
		Run run = new Run(DefaultDataBufferFactory.sharedInstance.wrap(copy), Sinks.empty());
		this.waiting.set(run);
		drain();
		Mono<Void> taken = run.taken().asMono();
		return (this.waiting.get() == run) ? taken.timeout(TIMEOUT, this.timer) : taken;
	}

	@Override
	public Mono<Void> prepare() {
		this.input.tryEmitEmpty();
		return this.outcome.asMono().timeout(TIMEOUT, this.timer);
	}

	@Override
	public Mono<Void> commit() {
		return Mono.empty();
	}

	@Override
	public void abort() {
		this.input.tryEmitError(new EOFException("The message has not been received to its end"));
		this.handling.dispose();
	}

	/** A run and when it is taken. */
	private record Run(DataBuffer bytes, Sinks.Empty<Void> taken) {

	}

}
