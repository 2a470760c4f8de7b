package dev.torsion.web.cgi;

import java.io.IOException;
import java.util.List;

import dev.torsion.net.process.ChildProcess;
import dev.torsion.web.cgi.wire.BadHeadException;
import dev.torsion.web.cgi.wire.HeadParser;
import dev.torsion.web.cgi.wire.ScriptHead;
import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCountUtil;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.publisher.SignalType;

import org.springframework.web.server.ServerWebExchange;

/**
 * One program that answers one request. Its output is read as fast as the peer takes the
 * answer, while its input is written and its errors are logged; when the peer leaves, or
 * time is up, its group is killed.
 */
final class ScriptRun {

	private final ServerWebExchange exchange;

	private final ChildProcess child;

	private final Watchdog watchdog;

	private final HeadParser parser;

	private final LocalRedirect redirect;

	private boolean headComplete;

	ScriptRun(ServerWebExchange exchange, ChildProcess child, Watchdog watchdog, HeadParser parser,
			LocalRedirect redirect) {
		this.exchange = exchange;
		this.child = child;
		this.watchdog = watchdog;
		this.parser = parser;
		this.redirect = redirect;
	}

	/** Writes the input of the program; what it does not want to read is dropped. */
	void input(Flux<ByteBuf> content) {
		this.child.input(content.doOnNext((bytes) -> this.watchdog.active()))
			.subscribe(null, this.watchdog::fail, this.watchdog::active);
	}

	Mono<Void> answer() {
		return this.child.output()
			.doOnRequest((count) -> this.watchdog.answering())
			.doOnNext((bytes) -> this.watchdog.answering())
			.takeUntilOther(this.watchdog.expired())
			.concatWith(Mono.defer(this::end))
			.concatMapIterable(this::parse, 1)
			.switchOnFirst(this::answer, false)
			.doOnDiscard(ByteBuf.class, ReferenceCountUtil::release)
			.doFinally((signal) -> {
				if (signal != SignalType.ON_COMPLETE) {
					this.child.kill();
				}
			})
			.then();
	}

	/**
	 * What is killed, at the end of the application say, has not said all it had to say.
	 */
	private Mono<ByteBuf> end() {
		return this.child.isKilled() ? Mono.error(new IOException("It was killed")) : Mono.empty();
	}

	/** First comes the head, then everything behind it as it is. */
	private List<Object> parse(ByteBuf bytes) {
		if (this.headComplete) {
			return List.of(bytes);
		}
		ScriptHead head = this.parser.parse(bytes);
		this.headComplete = head != null;
		if (head != null && bytes.isReadable()) {
			return List.of(head, bytes);
		}
		bytes.release();
		return (head != null) ? List.of(head) : List.of();
	}

	private Publisher<Void> answer(Signal<?> first, Flux<Object> output) {
		if (first.isOnError()) {
			return output.then();
		}
		if (!(first.get() instanceof ScriptHead head)) {
			return Mono.error(new BadHeadException("It has ended before its head was complete"));
		}
		this.watchdog.headComplete();
		// Whoever subscribes to the body has a context of its own, without the hook
		// below.
		Flux<ByteBuf> body = output.skip(1).cast(ByteBuf.class).doOnDiscard(ByteBuf.class, ReferenceCountUtil::release);
		if (head.localRedirect() && head.location() != null) {
			return drain(body).then(this.redirect.follow(this.exchange, head.location()));
		}
		ScriptAnswer answer = new ScriptAnswer(this.exchange, head);
		if (answer.hasBody()) {
			return answer.write(body);
		}
		drain(body).subscribe(null, (ex) -> this.child.kill());
		return answer.write();
	}

	private static Mono<Void> drain(Flux<ByteBuf> body) {
		return body.handle((bytes, none) -> bytes.release()).then();
	}

}
