package dev.torsion.words;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

import dev.torsion.words.RoomException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Something that is said, in a room or to one participant.
 *
 * @param stamp its place in the conversation, {@link Stamp#NONE} before it is said
 * @param author who says it; of one that has not been said, ignored
 * @param type whether and how it may be answered
 * @param text what is said, of at most the characters that {@code network.words.limits}
 * allows, in one line or in several with LF between them; empty for {@link Type#TAGS}
 * @param tags what the author's client adds, by names that begin with {@code +} and go on
 * with letters, digits and any of {@code - . /}
 * @param edited when it was last put differently, {@code null} if never
 */
public record Message(Stamp stamp, Profile author, Type type, String text, Map<String, String> tags,
		@Nullable Instant edited) {

	private static final Pattern TAG = Pattern.compile("\\+[A-Za-z0-9./-]+");

	/** What client-only tags may take of a line, IRCv3 message tags. */
	private static final int MAX_TAGS = 4094;

	private static final Profile NOBODY = new Profile("*", "*", "*", "", null, null, false);

	/**
	 * Checks what could not be told by every protocol.
	 * @throws RoomException if the text has CR or NUL in it, or a tag has a name that no
	 * tag has, or there is too much of them
	 */
	public Message {
		if (text.indexOf('\r') >= 0 || text.indexOf(0) >= 0) {
			throw new RoomException(Reason.MALFORMED, "That is no text");
		}
		tags = Map.copyOf(tags);
		int length = -1;
		for (Map.Entry<String, String> tag : tags.entrySet()) {
			length += tag.getKey().length() + tag.getValue().length() + 2;
			if (length > MAX_TAGS || tag.getValue().indexOf(0) >= 0 || !TAG.matcher(tag.getKey()).matches()) {
				throw new RoomException(Reason.MALFORMED, "Those are no tags");
			}
		}
	}

	/**
	 * Whether a text is one line to every protocol, so that whoever writes it cannot make
	 * a line of its own of a part of it.
	 * @param text the text
	 * @return whether it has neither CR, LF nor NUL
	 */
	public static boolean isLine(String text) {
		return text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && text.indexOf(0) < 0;
	}

	static void requireLine(@Nullable String text) {
		if (text != null && !isLine(text)) {
			throw new RoomException(Reason.MALFORMED, "That is more than one line");
		}
	}

	/**
	 * Something to say.
	 * @param text what
	 * @return the message
	 */
	public static Message of(String text) {
		return of(Type.TEXT, text, Map.of());
	}

	/**
	 * Something to say that no program may answer.
	 * @param text what
	 * @return the message
	 */
	public static Message notice(String text) {
		return of(Type.NOTICE, text, Map.of());
	}

	/**
	 * Something to say.
	 * @param type the type
	 * @param text what
	 * @param tags what the client adds
	 * @return the message
	 */
	public static Message of(Type type, String text, Map<String, String> tags) {
		return new Message(Stamp.NONE, NOBODY, type, text, tags, null);
	}

	/**
	 * The same as it is said.
	 * @param stamp its place in the conversation
	 * @param author who says it
	 * @return the message
	 */
	public Message said(Stamp stamp, Profile author) {
		return new Message(stamp, author, this.type, this.text, this.tags, this.edited);
	}

	/**
	 * The same, put differently.
	 * @param text what it says now
	 * @param when when it was changed
	 * @return the message
	 */
	public Message edited(String text, Instant when) {
		return new Message(this.stamp, this.author, this.type, text, this.tags, when);
	}

	/**
	 * The identifier in every protocol.
	 * @return the identifier
	 */
	public String id() {
		return this.stamp.id();
	}

	/**
	 * When it was said.
	 * @return the time
	 */
	public Instant time() {
		return this.stamp.time();
	}

	/**
	 * Whether and how something may be answered.
	 */
	public enum Type {

		/** By anybody. */
		TEXT,

		/** By no program, so that programs do not talk to each other without end. */
		NOTICE,

		/** It has tags alone, such as that somebody is typing. */
		TAGS

	}

}
