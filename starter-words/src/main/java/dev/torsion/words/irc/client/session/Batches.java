package dev.torsion.words.irc.client.session;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;

/**
 * Messages that belong together: IRCv3's batch. At most 32 are open at a time, 8 within
 * one another; one more makes the oldest forgotten, and its messages are taken for
 * themselves.
 */
final class Batches {

	static final String TAG = "batch";

	private static final int MAX_OPEN = 32;

	private static final int MAX_DEPTH = 8;

	private final Requests.Room room;

	private final Map<String, Batch> open = new LinkedHashMap<>();

	Batches(Requests.Room room) {
		this.room = room;
	}

	/**
	 * Takes the beginning or the end of a batch.
	 * @param message the message
	 * @return the batch that has ended with it, whose lines have to be dropped when they
	 * were seen; {@code null} if it is none
	 */
	@Nullable Batch bracket(IrcMessage message) {
		String name = message.parameter(0);
		if (name.startsWith("-")) {
			return this.open.remove(name.substring(1));
		}
		if (name.startsWith("+")) {
			Batch parent = of(message);
			if (parent == null || parent.depth < MAX_DEPTH) {
				begin(name.substring(1), new Batch(message, parent, new Requests.Lines(this.room)));
			}
		}
		return null;
	}

	private void begin(String name, Batch batch) {
		if (this.open.size() >= MAX_OPEN) {
			forget(this.open.keySet().iterator().next());
		}
		forget(name);
		this.open.put(name, batch);
	}

	private void forget(String name) {
		Batch forgotten = this.open.remove(name);
		if (forgotten != null) {
			forgotten.lines.drop();
		}
	}

	/**
	 * The batch a message is in.
	 * @param message the message
	 * @return the batch, {@code null} if it is in none
	 */
	@Nullable Batch of(IrcMessage message) {
		String name = message.tags().get(TAG);
		return (name != null) ? this.open.get(name) : null;
	}

	/** A batch, and what is in it if somebody may have asked for it. */
	static final class Batch {

		private final IrcMessage beginning;

		private final @Nullable Batch parent;

		private final int depth;

		private final Requests.Lines lines;

		Batch(IrcMessage beginning, @Nullable Batch parent, Requests.Lines lines) {
			this.beginning = beginning;
			this.parent = parent;
			this.lines = lines;
			this.depth = (parent != null) ? parent.depth + 1 : 0;
		}

		String type() {
			return this.beginning.parameter(1);
		}

		String target() {
			return this.beginning.parameter(2);
		}

		@Nullable String label() {
			return this.beginning.tags().get(Requests.LABEL);
		}

		Requests.Lines lines() {
			return this.lines;
		}

		/** Whether what is in it was before. */
		boolean isHistoric() {
			return isHistory() || (this.parent != null && this.parent.isHistoric());
		}

		boolean isHistory() {
			return type().equals("chathistory");
		}

		void add(IrcMessage message) {
			for (Batch batch = this; batch != null; batch = batch.parent) {
				if (batch.label() != null || batch.isHistory()) {
					batch.lines.add(message);
				}
			}
		}

	}

}
