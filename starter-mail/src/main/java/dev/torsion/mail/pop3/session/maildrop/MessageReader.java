package dev.torsion.mail.pop3.session.maildrop;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.torsion.mail.store.Mailbox;
import dev.torsion.mail.store.StoredMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Reads the messages of one maildrop, with the outcome on the event loop. Clients
 * retrieve messages in their order, so once two have been the next are read ahead.
 */
final class MessageReader {

	/** What is read as a whole rather than as the client takes it. */
	private static final long SMALL = 64 * 1024;

	private final Mailbox mailbox;

	private final List<StoredMessage> messages;

	private final Scheduler scheduler;

	private final ReadAhead ahead;

	private int last;

	MessageReader(Mailbox mailbox, List<StoredMessage> messages, Scheduler scheduler, ReadAheadSpace space) {
		this.mailbox = mailbox;
		this.messages = messages;
		this.scheduler = scheduler;
		this.ahead = new ReadAhead(space, messages.size(), this::size, this::wholes);
	}

	/** Reads a message, after the one before it most likely. */
	Flux<ByteBuffer> inSequence(int number) {
		CompletableFuture<List<ByteBuffer>> begun = this.ahead.take(number);
		boolean sequence = number > 1 && number == this.last + 1;
		this.last = number;
		if (begun != null && begun.isDone() && !begun.isCompletedExceptionally()) {
			this.ahead.fill(number + 1);
			return Flux.fromIterable(begun.join());
		}
		if (begun == null && size(number) > SMALL) {
			return read(number);
		}
		Mono<List<ByteBuffer>> content = (begun != null) ? Mono.fromFuture(begun).onErrorResume((ex) -> whole(number))
				: whole(number);
		return content.publishOn(this.scheduler).doOnNext((read) -> {
			if (sequence) {
				this.ahead.fill(number + 1);
			}
		}).flatMapIterable((read) -> read);
	}

	/** Reads a message. */
	Flux<ByteBuffer> read(int number) {
		return (size(number) <= SMALL) ? whole(number).publishOn(this.scheduler).flatMapIterable((read) -> read)
				: runs(number).publishOn(this.scheduler, 1);
	}

	/** Forgets what nobody has asked for. */
	void close() {
		this.ahead.clear();
	}

	private Mono<List<ByteBuffer>> whole(int number) {
		return runs(number).collectList();
	}

	private Mono<List<List<ByteBuffer>>> wholes(List<Integer> numbers) {
		return this.mailbox.contents(numbers.stream().map(this::uid).toList())
			.concatMap((content) -> content.read(0, Long.MAX_VALUE).collectList(), 0)
			.collectList();
	}

	private Flux<ByteBuffer> runs(int number) {
		return this.mailbox.content(uid(number)).flatMapMany((content) -> content.read(0, Long.MAX_VALUE));
	}

	private long uid(int number) {
		return this.messages.get(number - 1).uid();
	}

	private long size(int number) {
		return this.messages.get(number - 1).size();
	}

}
