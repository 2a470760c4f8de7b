package dev.torsion.words.irc;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The capabilities of IRCv3 that a client may ask for.
 */
public enum Cap {

	/** What the account of an author is. */
	ACCOUNT_TAG("account-tag"),

	/** That others log in and out. */
	ACCOUNT_NOTIFY("account-notify"),

	/** That others are away and back. */
	AWAY_NOTIFY("away-notify"),

	/** Messages that belong together. */
	BATCH("batch"),

	/** That capabilities come and go. */
	CAP_NOTIFY("cap-notify"),

	/** That others are known by another host. */
	CHGHOST("chghost"),

	/** What one says oneself. */
	ECHO_MESSAGE("echo-message"),

	/** The account and text of who comes in. */
	EXTENDED_JOIN("extended-join"),

	/** More of those one watches. */
	EXTENDED_MONITOR("extended-monitor"),

	/** That others are invited. */
	INVITE_NOTIFY("invite-notify"),

	/** Which command an answer is to. */
	LABELED_RESPONSE("labeled-response"),

	/** Tags of clients, and identifiers of messages. */
	MESSAGE_TAGS("message-tags"),

	/** All roles of a member. */
	MULTI_PREFIX("multi-prefix"),

	/** No names without being asked. */
	NO_IMPLICIT_NAMES("no-implicit-names"),

	/** To log in. */
	SASL("sasl"),

	/** When something has happened. */
	SERVER_TIME("server-time"),

	/** To change the text of one's own. */
	SETNAME("setname"),

	/** Answers that programs understand. */
	STANDARD_REPLIES("standard-replies"),

	/** Hosts with the names of members. */
	USERHOST_IN_NAMES("userhost-in-names"),

	/** To make an account. */
	ACCOUNT_REGISTRATION("draft/account-registration"),

	/** To rename a channel. */
	CHANNEL_RENAME("draft/channel-rename"),

	/** To read what has happened. */
	CHATHISTORY("draft/chathistory"),

	/** What has happened, and not only what was said. */
	EVENT_PLAYBACK("draft/event-playback"),

	/** That something that was said is to be seen no more. */
	MESSAGE_REDACTION("draft/message-redaction"),

	/** Messages of several lines. */
	MULTILINE("draft/multiline"),

	/** To be away before one is there. */
	PRE_AWAY("draft/pre-away"),

	/** Up to where one has read. */
	READ_MARKER("draft/read-marker");

	private static final Map<String, Cap> CAPS = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap(Cap::text, Function.identity()));

	private final String text;

	Cap(String text) {
		this.text = text;
	}

	/**
	 * The capability of a name.
	 * @param text the name in IRC
	 * @return the capability, {@code null} if there is none
	 */
	public static @Nullable Cap of(String text) {
		return CAPS.get(text);
	}

	/**
	 * Its name in IRC.
	 * @return the name
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Whether its specification is still a draft.
	 * @return whether it is
	 */
	public boolean isDraft() {
		return this.text.startsWith("draft/");
	}

	/**
	 * Its place in a set of bits.
	 * @return one bit
	 */
	public long bit() {
		return 1L << ordinal();
	}

}
