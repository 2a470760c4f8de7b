package dev.torsion.words.irc.client.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import dev.torsion.net.EventLoop;
import dev.torsion.words.irc.client.IrcException;
import dev.torsion.words.irc.client.IrcException.Reason;
import dev.torsion.words.irc.client.IrcLimits;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Questions that wait for their answers. The server answers in the order of the
 * questions, so an answer that fits several belongs to the first.
 */
final class Requests {

	/** Marks what we send, and what answers it: IRCv3's labeled-response. */
	static final String LABEL = "label";

	private final Outbox outbox;

	private final EventLoop eventLoop;

	private final int maxPending;

	private final Room room;

	private final Duration timeout;

	private final List<Pending> pending = new ArrayList<>();

	private int asked;

	private long lastLabel;

	Requests(Outbox outbox, EventLoop eventLoop, IrcLimits limits) {
		this.outbox = outbox;
		this.eventLoop = eventLoop;
		this.maxPending = limits.maxPending();
		this.room = new Room(limits.maxReply());
		this.timeout = limits.requestTimeout();
	}

	/**
	 * Asks with a label, by which the answer is known.
	 * @param question the question
	 * @return the answer
	 */
	Mono<List<IrcMessage>> ask(IrcMessage question) {
		return Mono.defer(() -> {
			IrcMessage marked = question.withTag(LABEL, Long.toString(++this.lastLabel, Character.MAX_RADIX));
			return ask(marked, Expectations.labelled(marked));
		});
	}

	/**
	 * Asks.
	 * @param question the question
	 * @param expectation what its answer looks like
	 * @return the answer
	 */
	Mono<List<IrcMessage>> ask(IrcMessage question, Expectation expectation) {
		return Mono.defer(() -> {
			if (this.asked >= this.maxPending) {
				return Mono.error(new IrcException(Reason.BUSY, this.maxPending + " questions wait for their answers"));
			}
			this.asked++;
			Pending asking = new Pending(expectation, new Lines(this.room));
			return this.outbox.send(question, () -> this.pending.add(asking))
				.then(Mono.defer(() -> asking.answer.asMono().timeout(this.timeout, this.eventLoop.scheduler())))
				.onErrorMap(TimeoutException.class,
						(ex) -> new IrcException(Reason.TIMEOUT, "The server does not answer"))
				.doFinally((signal) -> onLoop(() -> forget(asking)));
		});
	}

	private void onLoop(Runnable task) {
		if (this.eventLoop.isCurrent()) {
			task.run();
		}
		else {
			this.eventLoop.execute(task);
		}
	}

	/** What all answers that are under way share. */
	Room room() {
		return this.room;
	}

	private void forget(Pending asking) {
		this.asked--;
		this.pending.remove(asking);
		asking.lines.drop();
	}

	/** Takes a message that may be an answer. */
	void received(IrcMessage message) {
		for (int i = 0; i < this.pending.size(); i++) {
			Pending asking = this.pending.get(i);
			Expectation.Part part = asking.expectation.test(message);
			if (part != Expectation.Part.NONE) {
				took(asking, message, part);
				return;
			}
		}
	}

	private void took(Pending asking, IrcMessage message, Expectation.Part part) {
		if (part == Expectation.Part.REFUSAL) {
			fail(asking, IrcException.of(message));
			return;
		}
		if (part != Expectation.Part.END) {
			asking.lines.add(message);
		}
		if (asking.lines.isCut()) {
			fail(asking, tooLong());
		}
		else if (part != Expectation.Part.LINE) {
			this.pending.remove(asking);
			asking.answer.tryEmitValue(asking.lines.all());
		}
	}

	/** Takes a batch that may be an answer. */
	void received(Batches.Batch batch) {
		for (int i = 0; i < this.pending.size(); i++) {
			Pending asking = this.pending.get(i);
			if (asking.expectation.isAnsweredBy(batch)) {
				answered(asking, batch);
				return;
			}
		}
	}

	private void answered(Pending asking, Batches.Batch batch) {
		List<IrcMessage> lines = batch.lines().all();
		if (batch.lines().isCut()) {
			fail(asking, tooLong());
			return;
		}
		if (!lines.isEmpty() && lines.stream().allMatch(Expectation::isRefusal)) {
			fail(asking, IrcException.of(lines.get(0)));
			return;
		}
		this.pending.remove(asking);
		asking.answer.tryEmitValue(lines);
	}

	private void fail(Pending asking, Throwable cause) {
		this.pending.remove(asking);
		asking.answer.tryEmitError(cause);
	}

	private IrcException tooLong() {
		return new IrcException(Reason.BUSY, "The answer is longer than may be kept");
	}

	void end(Throwable cause) {
		List.copyOf(this.pending).forEach((asking) -> fail(asking, cause));
	}

	/** How much of answers may be kept at a time. */
	static final class Room {

		private int left;

		Room(int lines) {
			this.left = lines;
		}

	}

	/** Lines of an answer, for which there may be no more room. */
	static final class Lines {

		private static final int UNIT = 512;

		private final Room room;

		private List<IrcMessage> lines = new ArrayList<>();

		private int taken;

		private boolean cut;

		Lines(Room room) {
			this.room = room;
		}

		void add(IrcMessage message) {
			int weight = weight(message);
			this.cut |= weight > this.room.left;
			if (!this.cut) {
				this.room.left -= weight;
				this.taken += weight;
				this.lines.add(message);
			}
		}

		private static int weight(IrcMessage message) {
			int length = message.parameters().stream().mapToInt(String::length).sum();
			for (Map.Entry<String, String> tag : message.tags().entrySet()) {
				length += tag.getKey().length() + tag.getValue().length();
			}
			return 1 + length / UNIT;
		}

		List<IrcMessage> all() {
			return List.copyOf(this.lines);
		}

		/** Whether there was more than may be kept. */
		boolean isCut() {
			return this.cut;
		}

		/** Makes room for others. */
		void drop() {
			this.room.left += this.taken;
			this.taken = 0;
			this.lines = new ArrayList<>();
		}

	}

	/** A question that waits. */
	private static final class Pending {

		private final Expectation expectation;

		private final Lines lines;

		private final Sinks.One<List<IrcMessage>> answer = Sinks.one();

		Pending(Expectation expectation, Lines lines) {
			this.expectation = expectation;
			this.lines = lines;
		}

	}

}
