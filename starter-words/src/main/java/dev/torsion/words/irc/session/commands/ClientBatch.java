package dev.torsion.words.irc.session.commands;

import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

import dev.torsion.words.Message;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.event.SpokenLines;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.room.RoomNames;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A message of several lines that a client is about to say, IRCv3's multiline. A part of
 * the conversation; there is one at a time.
 */
final class ClientBatch {

	/**
	 * Of the text, line ends counted: what a message may have in one line eight times.
	 */
	static final int MAX_BYTES = 4096;

	static final int MAX_LINES = 32;

	private @Nullable Content content;

	/** One that was refused, of which there may be more on the way. */
	private @Nullable String refused;

	static ClientBatch of(IrcSession session) {
		return session.part(ClientBatch.class, ClientBatch::new);
	}

	void begin(IrcSession session, String name, String target, Map<String, String> tags) {
		if (this.content != null) {
			fail(session, "MULTILINE_INVALID", "There is a batch already");
			return;
		}
		this.content = new Content(name, target, tags, session.takeLabel());
	}

	void add(IrcSession session, String name, Message.Type type, IrcMessage message) {
		Content open = this.content;
		if (name.equals(this.refused)) {
			return;
		}
		boolean continued = message.tags().containsKey(SpokenLines.CONCAT);
		String text = message.parameter(1);
		if (open == null || !open.name.equals(name) || type == Message.Type.TAGS || message.size() < 2
				|| open.type != null && open.type != type || continued && (text.isEmpty() || open.lines == 0)) {
			fail(session, "MULTILINE_INVALID", "Invalid multiline batch");
		}
		else if (!RoomNames.fold(open.target).equals(RoomNames.fold(message.parameter(0)))) {
			fail(session, "MULTILINE_INVALID_TARGET", open.target, message.parameter(0), "Another target");
		}
		else if (open.lines == MAX_LINES) {
			fail(session, "MULTILINE_MAX_LINES", Integer.toString(MAX_LINES), "Too many lines");
		}
		else if (open.bytes + ByteBufUtil.utf8Bytes(text) + 1 > MAX_BYTES) {
			fail(session, "MULTILINE_MAX_BYTES", Integer.toString(MAX_BYTES), "Too many bytes");
		}
		else {
			open.add(type, text, continued);
		}
	}

	Mono<Void> end(IrcSession session, String name) {
		Content closed = this.content;
		if (closed == null && name.equals(this.refused)) {
			this.refused = null;
			return Mono.empty();
		}
		if (closed == null || !closed.name.equals(name) || closed.type == null || closed.isBlank()) {
			fail(session, "MULTILINE_INVALID", "Invalid multiline batch");
			this.refused = null;
			return Mono.empty();
		}
		this.content = null;
		session.setLabel(closed.label);
		return Talk.say(session, closed.target, closed.message(closed.type));
	}

	private void fail(IrcSession session, String code, String... context) {
		Content open = this.content;
		if (open != null) {
			this.refused = open.name;
			session.setLabel(open.label);
		}
		this.content = null;
		session.fail("BATCH", code, context);
	}

	/** What there is of it. */
	private static final class Content {

		private final StringBuilder text = new StringBuilder();

		private final StringJoiner continued = new StringJoiner(",");

		private final String name;

		private final String target;

		private final Map<String, String> tags;

		private final @Nullable String label;

		private Message.@Nullable Type type;

		private int lines;

		private int bytes;

		Content(String name, String target, Map<String, String> tags, @Nullable String label) {
			this.name = name;
			this.target = target;
			this.tags = tags;
			this.label = label;
		}

		void add(Message.Type type, String line, boolean continued) {
			if (continued) {
				this.continued.add(Integer.toString(this.text.length()));
			}
			else if (this.lines > 0) {
				this.text.append('\n');
			}
			this.text.append(line);
			this.type = type;
			this.lines++;
			this.bytes += ByteBufUtil.utf8Bytes(line) + 1;
		}

		boolean isBlank() {
			return this.text.chars().allMatch((character) -> character == '\n');
		}

		Message message(Message.Type type) {
			Map<String, String> all = new HashMap<>(this.tags);
			if (this.continued.length() > 0) {
				all.put(SpokenLines.CONTINUED, this.continued.toString());
			}
			return Message.of(type, this.text.toString(), all);
		}

	}

}
