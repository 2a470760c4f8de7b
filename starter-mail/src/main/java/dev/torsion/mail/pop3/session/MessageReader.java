package dev.torsion.mail.pop3.session;

import java.nio.ByteBuffer;
import java.util.List;

import dev.torsion.mail.store.Mailbox;
import dev.torsion.mail.store.StoredMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Reads the messages of one maildrop, with the outcome on the event loop. Clients
 * retrieve messages in their order, so once two have been, the next is read while the
 * client gets the last: one small message at most is in memory for that.
 */
final class MessageReader {

	private static final long SMALL = 64 * 1024;

	private final Mailbox mailbox;

	private final List<StoredMessage> messages;

	private final Scheduler scheduler;

	private int last;

	private int ahead;

	private @Nullable Mono<List<ByteBuffer>> aheadContent;

	MessageReader(Mailbox mailbox, List<StoredMessage> messages, Scheduler scheduler) {
		this.mailbox = mailbox;
		this.messages = messages;
		this.scheduler = scheduler;
	}

	/** Reads a message, after the one before it most likely. */
	Flux<ByteBuffer> inSequence(int number) {
		Mono<List<ByteBuffer>> begun = takeAhead(number);
		boolean sequence = number > 1 && number == this.last + 1;
		this.last = number;
		if (!isSmall(number)) {
			return read(number);
		}
		Mono<List<ByteBuffer>> content = (begun != null) ? begun.onErrorResume((ex) -> whole(number)) : whole(number);
		return content.publishOn(this.scheduler).doOnNext((read) -> {
			if (sequence) {
				readAhead(number + 1);
			}
		}).flatMapIterable((read) -> read);
	}

	/** Reads a message. */
	Flux<ByteBuffer> read(int number) {
		return isSmall(number) ? whole(number).publishOn(this.scheduler).flatMapIterable((read) -> read)
				: runs(number).publishOn(this.scheduler, 1);
	}

	private @Nullable Mono<List<ByteBuffer>> takeAhead(int number) {
		Mono<List<ByteBuffer>> content = (number == this.ahead) ? this.aheadContent : null;
		this.ahead = 0;
		this.aheadContent = null;
		return content;
	}

	private void readAhead(int number) {
		if (number <= this.messages.size() && isSmall(number)) {
			Mono<List<ByteBuffer>> content = whole(number).cache();
			this.ahead = number;
			this.aheadContent = content;
			content.onErrorComplete().subscribe();
		}
	}

	private boolean isSmall(int number) {
		return message(number).size() <= SMALL;
	}

	private Mono<List<ByteBuffer>> whole(int number) {
		return runs(number).collectList();
	}

	private Flux<ByteBuffer> runs(int number) {
		return this.mailbox.content(message(number).uid()).flatMapMany((content) -> content.read(0, Long.MAX_VALUE));
	}

	private StoredMessage message(int number) {
		return this.messages.get(number - 1);
	}

}
