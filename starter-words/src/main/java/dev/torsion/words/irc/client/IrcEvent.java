package dev.torsion.words.irc.client;

import java.time.Instant;
import java.util.List;

import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;

/**
 * What happens on a network of IRC.
 */
public sealed interface IrcEvent {

	/**
	 * What every event has.
	 * @return when it was and what the server has told about it
	 */
	Details details();

	/**
	 * What the tags of a message tell.
	 *
	 * @param time when it was: as the server says, or else when it came
	 * @param id the id of the message, {@code null} if the server gives none
	 * @param account the account of who has caused it, {@code null} if it has none or the
	 * server does not tell
	 * @param historic whether it was before, and is told again
	 */
	record Details(Instant time, @Nullable String id, @Nullable String account, boolean historic) {

		/**
		 * Of what has just happened to the client itself.
		 * @param time when
		 * @return the details
		 */
		public static Details at(Instant time) {
			return new Details(time, null, null, false);
		}

	}

	/**
	 * There is a connection; the server has not let the client in yet.
	 *
	 * @param details when
	 */
	record Connected(Details details) implements IrcEvent {

	}

	/**
	 * The client is on the network.
	 *
	 * @param details when
	 * @param nick the nickname it has
	 */
	record Registered(Details details, String nick) implements IrcEvent {

	}

	/**
	 * The connection has ended. It is made again unless the client was stopped.
	 *
	 * @param details when
	 * @param cause why, {@code null} if it was closed without a word
	 */
	record Disconnected(Details details, @Nullable Throwable cause) implements IrcEvent {

	}

	/**
	 * Somebody has said something.
	 *
	 * @param details when, its id, the account
	 * @param from who
	 * @param target the channel, or our nickname
	 * @param replyTo where an answer belongs: the channel, or who has said it
	 * @param text what
	 * @param notice whether it is one that no program may answer
	 * @param action whether it says what somebody does
	 * @param own whether we have said it ourselves
	 */
	record Message(Details details, IrcUser from, String target, String replyTo, String text, boolean notice,
			boolean action, boolean own) implements IrcEvent {

	}

	/**
	 * A program asks or answers something, CTCP.
	 *
	 * @param details when
	 * @param from who
	 * @param target the channel, or our nickname
	 * @param command what, in upper case, such as {@code VERSION}
	 * @param text what is said with it
	 * @param reply whether it is an answer
	 */
	record Ctcp(Details details, IrcUser from, String target, String command, String text,
			boolean reply) implements IrcEvent {

	}

	/**
	 * Somebody has joined a channel.
	 *
	 * @param details when, the account
	 * @param user who
	 * @param channel the channel
	 * @param own whether that was the client
	 */
	record Joined(Details details, IrcUser user, String channel, boolean own) implements IrcEvent {

	}

	/**
	 * Somebody has left a channel.
	 *
	 * @param details when
	 * @param user who
	 * @param channel the channel
	 * @param reason why, empty if it was not said
	 */
	record Parted(Details details, IrcUser user, String channel, String reason) implements IrcEvent {

	}

	/**
	 * Somebody was removed from a channel.
	 *
	 * @param details when
	 * @param by by whom
	 * @param channel the channel
	 * @param nick who
	 * @param reason why
	 */
	record Kicked(Details details, IrcUser by, String channel, String nick, String reason) implements IrcEvent {

	}

	/**
	 * Somebody has left the network.
	 *
	 * @param details when
	 * @param user who
	 * @param reason why, empty if it was not said
	 */
	record Quit(Details details, IrcUser user, String reason) implements IrcEvent {

	}

	/**
	 * Somebody has another nickname.
	 *
	 * @param details when
	 * @param user who, as it was
	 * @param nick the nickname it has now
	 */
	record NickChanged(Details details, IrcUser user, String nick) implements IrcEvent {

	}

	/**
	 * A channel has another topic.
	 *
	 * @param details when
	 * @param by by whom
	 * @param channel the channel
	 * @param topic the topic, empty for none
	 */
	record TopicChanged(Details details, IrcUser by, String channel, String topic) implements IrcEvent {

	}

	/**
	 * A channel, or the client, has other modes.
	 *
	 * @param details when
	 * @param by by whom
	 * @param target the channel or the nickname
	 * @param modes the modes, such as {@code +o-v}
	 * @param arguments their arguments
	 */
	record ModeChanged(Details details, IrcUser by, String target, String modes,
			List<String> arguments) implements IrcEvent {

	}

	/**
	 * Somebody was invited to a channel.
	 *
	 * @param details when
	 * @param by by whom
	 * @param nick who
	 * @param channel the channel
	 */
	record Invited(Details details, IrcUser by, String nick, String channel) implements IrcEvent {

	}

	/**
	 * Something else about somebody has changed.
	 *
	 * @param details when
	 * @param user who, as it was
	 * @param what what
	 * @param value what it is now, empty for nothing: no account, back again
	 */
	record UserChanged(Details details, IrcUser user, Trait what, String value) implements IrcEvent {

	}

	/** What there is about somebody. */
	enum Trait {

		/** The account. */
		ACCOUNT,

		/** Why it is away. */
		AWAY,

		/** User and host, as {@code user@host}. */
		HOST,

		/** The real name. */
		REAL_NAME

	}

	/**
	 * A reply of the server.
	 *
	 * @param details when
	 * @param code its number
	 * @param parameters its parameters, our nickname the first
	 */
	record Numeric(Details details, int code, List<String> parameters) implements IrcEvent {

	}

	/**
	 * Anything else the server says.
	 *
	 * @param details when
	 * @param message the message
	 */
	record Other(Details details, IrcMessage message) implements IrcEvent {

	}

}
