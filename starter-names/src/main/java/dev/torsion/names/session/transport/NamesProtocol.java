package dev.torsion.names.session.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;

import dev.torsion.names.DnsTransport;
import dev.torsion.names.session.NameServer;
import dev.torsion.names.session.Origin;
import dev.torsion.net.Protocol;
import dev.torsion.net.ProtocolException;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LengthFraming;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * DNS over TCP and TLS (RFC 7766, RFC 7858): messages after their length. Queries are
 * taken while others wait for their answers, and answered in the order in which answers
 * are there.
 */
public final class NamesProtocol implements Protocol {

	private final NameServer server;

	private final Transport transport;

	private final Origin origin;

	private final Limits limits;

	private final LengthFraming framing = new LengthFraming(2, 65_535, this::message);

	private final Disposable.Composite underWay = Disposables.composite();

	/** Ends a peer that sends its message a byte at a time. */
	private Disposable unfinished = Disposables.disposed();

	private int pending;

	private boolean ended;

	private Sinks.@Nullable Empty<Void> waiting;

	/**
	 * Opens a conversation.
	 * @param server answers the messages
	 * @param listener the name of the listener
	 * @param limits what one peer may have
	 * @param transport the peer
	 */
	public NamesProtocol(NameServer server, String listener, Limits limits, Transport transport) {
		this.server = server;
		this.transport = transport;
		this.limits = limits;
		this.origin = new Origin((InetSocketAddress) transport.peer(),
				transport.isSecure() ? DnsTransport.TLS : DnsTransport.TCP, listener);
	}

	@Override
	public Mono<Void> received(ByteBuf bytes) {
		Mono<Void> step = this.framing.received(bytes);
		if (!this.framing.isPartial()) {
			this.unfinished.dispose();
		}
		else if (this.unfinished.isDisposed()) {
			this.unfinished = this.transport.eventLoop()
				.after(this.limits.messageTimeout())
				.subscribe(null, null, this.transport::close);
		}
		return step;
	}

	private Mono<Void> message(ByteBuf message) {
		Publisher<ByteBuf> answer = this.server.answer(message, this.origin);
		if (answer == Mono.<ByteBuf>empty()) {
			throw new ProtocolException("A message that is no request");
		}
		if (answer instanceof Callable<?> present) {
			return write(present);
		}
		return later(answer);
	}

	private Mono<Void> write(Callable<?> present) {
		try {
			ByteBuf bytes = (ByteBuf) present.call();
			return (bytes != null) ? this.transport.write(bytes) : Mono.empty();
		}
		catch (Exception ex) {
			return Mono.error(ex);
		}
	}

	/** Reading goes on meanwhile, so nobody but us can subscribe. */
	private Mono<Void> later(Publisher<ByteBuf> answer) {
		this.pending++;
		Disposable.Swap task = Disposables.swap();
		this.underWay.add(task);
		task.replace(Flux.from(answer)
			.concatMap(this.transport::write, 0)
			.doOnDiscard(ByteBuf.class, ByteBuf::release)
			.doFinally((signal) -> this.transport.eventLoop().execute(() -> done(task)))
			.subscribe(null, (ex) -> this.transport.close()));
		return (this.pending < this.limits.maxPending()) ? Mono.empty() : waiting();
	}

	private Mono<Void> waiting() {
		Sinks.Empty<Void> sink = Sinks.empty();
		this.waiting = sink;
		return sink.asMono();
	}

	private void done(Disposable task) {
		this.pending--;
		this.underWay.remove(task);
		Sinks.Empty<Void> sink = this.waiting;
		if (sink != null && (this.ended ? this.pending == 0 : this.pending < this.limits.maxPending())) {
			this.waiting = null;
			sink.tryEmitEmpty();
		}
	}

	@Override
	public Mono<Void> inputEnded() {
		this.ended = true;
		return (this.pending == 0) ? Mono.empty() : waiting();
	}

	@Override
	public Mono<Void> leaving() {
		return inputEnded();
	}

	@Override
	public Mono<Void> idle() {
		return (this.pending == 0) ? Protocol.super.idle() : Mono.empty();
	}

	@Override
	public void disconnected() {
		this.unfinished.dispose();
		this.underWay.dispose();
	}

	/**
	 * What one peer may have.
	 *
	 * @param maxPending how many queries may wait for their answers before no more are
	 * read
	 * @param messageTimeout how long a message may take to arrive
	 */
	public record Limits(int maxPending, Duration messageTimeout) {

	}

}
