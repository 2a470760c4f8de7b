package dev.torsion.words.history;

import java.time.Instant;
import java.util.Map;

import dev.torsion.words.Message;
import dev.torsion.words.Profile;
import dev.torsion.words.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened in a conversation, as it is kept.
 *
 * @param conversation the key of the conversation
 * @param stamp its place there
 * @param kind what it is
 * @param by who has caused it; nothing is kept of its real name, and whether it was away
 * @param subject the nickname of whom it was done to, empty if nobody
 * @param text what was said, the reason or the topic, empty if there is none
 * @param tags what the author's client has added
 * @param edited when it was last put differently, {@code null} if never
 */
public record HistoryEntry(String conversation, Stamp stamp, Kind kind, Profile by, String subject, String text,
		Map<String, String> tags, @Nullable Instant edited) {

	public HistoryEntry {
		tags = Map.copyOf(tags);
	}

	/**
	 * The identifier of the conversation, as that of the entry begins.
	 * @return the identifier
	 */
	public String conversationId() {
		int dash = this.stamp.id().lastIndexOf('-');
		return (dash > 0) ? this.stamp.id().substring(0, dash) : this.stamp.id();
	}

	/**
	 * What was said, if that is what has happened.
	 * @return the message
	 */
	public Message message() {
		Message.Type type = switch (this.kind) {
			case NOTICE -> Message.Type.NOTICE;
			case TAGS -> Message.Type.TAGS;
			default -> Message.Type.TEXT;
		};
		return new Message(this.stamp, this.by, type, this.text, this.tags, this.edited);
	}

	/**
	 * The same, put differently.
	 * @param text what it says now
	 * @param when when it was changed
	 * @return the entry
	 */
	public HistoryEntry edited(String text, Instant when) {
		return new HistoryEntry(this.conversation, this.stamp, this.kind, this.by, this.subject, text, this.tags, when);
	}

	/**
	 * What remains of it when it is to be seen no more.
	 * @param when when that was said
	 * @return the entry
	 */
	public HistoryEntry redacted(Instant when) {
		return new HistoryEntry(this.conversation, this.stamp, Kind.REDACTED, this.by, "", "", Map.of(), when);
	}

	/**
	 * What may happen in a conversation.
	 */
	public enum Kind {

		/** Something was said that may be answered. */
		TEXT,

		/** Something was said that no program may answer. */
		NOTICE,

		/** Tags alone. */
		TAGS,

		/** Somebody has come in. */
		JOINED,

		/** Somebody has left. */
		PARTED,

		/** Somebody has gone. */
		QUIT,

		/** Somebody was made to leave. */
		KICKED,

		/** There is another topic. */
		TOPIC,

		/** Something was said that is to be seen no more. */
		REDACTED;

		/**
		 * Whether something was said.
		 * @return whether it was
		 */
		public boolean isMessage() {
			return this == TEXT || this == NOTICE;
		}

	}

}
