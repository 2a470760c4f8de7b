package dev.torsion.mail.pop3.session.maildrop;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntToLongFunction;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Small messages that are read before the client asks for them, several at a time, so
 * that few threads have to be woken for many messages. How much there is of that is
 * bounded, for a session and for the server: without it a message is read when it is
 * asked for. For the event loop of the connection only.
 */
final class ReadAhead {

	/** Half of it is what is begun at a time: more than that has gained nothing. */
	private static final int MESSAGES = 16;

	private static final long BYTES = 128 * 1024;

	private final ReadAheadSpace space;

	private final int count;

	private final IntToLongFunction size;

	private final Function<List<Integer>, Mono<List<List<ByteBuffer>>>> read;

	private final Deque<Begun> begun = new ArrayDeque<>();

	private long bytes;

	/**
	 * Creates it for one maildrop.
	 * @param space what there is for all
	 * @param count how many messages there are
	 * @param size the size of a message
	 * @param read reads messages
	 */
	ReadAhead(ReadAheadSpace space, int count, IntToLongFunction size,
			Function<List<Integer>, Mono<List<List<ByteBuffer>>>> read) {
		this.space = space;
		this.count = count;
		this.size = size;
		this.read = read;
	}

	/**
	 * Takes a message, and forgets those before it; if it is not there, all of them.
	 */
	@Nullable CompletableFuture<List<ByteBuffer>> take(int number) {
		while (!this.begun.isEmpty()) {
			Begun first = this.begun.remove();
			this.bytes -= first.size();
			this.space.release(first.size());
			if (first.number() == number) {
				return first.content();
			}
		}
		return null;
	}

	/** Begins to read what is asked for next, unless there is enough of it already. */
	void fill(int next) {
		if (this.begun.size() > MESSAGES / 2) {
			return;
		}
		int first = this.begun.isEmpty() ? next : this.begun.getLast().number() + 1;
		List<Integer> numbers = new ArrayList<>(MESSAGES);
		int room = MESSAGES - this.begun.size();
		for (int number = first; numbers.size() < room && number <= this.count && reserve(number); number++) {
			numbers.add(number);
		}
		if (!numbers.isEmpty()) {
			begin(numbers);
		}
	}

	private boolean reserve(int number) {
		long size = this.size.applyAsLong(number);
		boolean free = this.bytes + size <= BYTES && this.space.take(size);
		this.bytes += free ? size : 0;
		return free;
	}

	private void begin(List<Integer> numbers) {
		CompletableFuture<List<List<ByteBuffer>>> contents = this.read.apply(numbers).toFuture();
		for (int i = 0; i < numbers.size(); i++) {
			int index = i;
			this.begun.add(new Begun(numbers.get(i), this.size.applyAsLong(numbers.get(i)),
					contents.thenApply((all) -> all.get(index))));
		}
	}

	/** Forgets all of it. */
	void clear() {
		take(0);
	}

	private record Begun(int number, long size, CompletableFuture<List<ByteBuffer>> content) {

	}

}
