package dev.torsion.words;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that is said, in a room or to one participant.
 *
 * @param stamp its place in the conversation, {@link Stamp#NONE} before it is said
 * @param author who says it; of one that has not been said, ignored
 * @param type whether and how it may be answered
 * @param text what is said, one line of at most the bytes that
 * {@code network.words.limits} allows; empty for {@link Type#TAGS}
 * @param tags what the author's client adds, by names that begin with {@code +}
 * @param edited when it was last put differently, {@code null} if never
 */
public record Message(Stamp stamp, Profile author, Type type, String text, Map<String, String> tags,
		@Nullable Instant edited) {

	private static final Profile NOBODY = new Profile("*", "*", "*", "", null, null, false);

	public Message {
		tags = Map.copyOf(tags);
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
