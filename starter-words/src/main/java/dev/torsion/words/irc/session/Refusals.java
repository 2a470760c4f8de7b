package dev.torsion.words.irc.session;

import dev.torsion.words.RoomException;
import org.jspecify.annotations.Nullable;

/**
 * Why a room does not let somebody do what it wants to, in the numerics of IRC.
 */
final class Refusals {

	private Refusals() {
	}

	/**
	 * The refusal of something that concerns a channel.
	 * @param refused why
	 * @param channel the channel
	 * @return the same for IRC
	 */
	static IrcException of(RoomException refused, String channel) {
		return new IrcException(numeric(refused.reason()), channel, text(refused));
	}

	private static Numeric numeric(RoomException.Reason reason) {
		return switch (reason) {
			case NO_SUCH_ROOM, NO_NEW_ROOMS, BAD_NAME -> Numeric.ERR_NOSUCHCHANNEL;
			case TOO_MANY_ROOMS -> Numeric.ERR_TOOMANYCHANNELS;
			case NOT_A_MEMBER -> Numeric.ERR_NOTONCHANNEL;
			case ALREADY_A_MEMBER -> Numeric.ERR_USERONCHANNEL;
			case NO_SUCH_MEMBER -> Numeric.ERR_USERNOTINCHANNEL;
			case BANNED -> Numeric.ERR_BANNEDFROMCHAN;
			case INVITE_ONLY, ROLE_MISSING -> Numeric.ERR_INVITEONLYCHAN;
			case FULL -> Numeric.ERR_CHANNELISFULL;
			case BAD_KEY -> Numeric.ERR_BADCHANNELKEY;
			case NOT_LOGGED_IN -> Numeric.ERR_NEEDREGGEDNICK;
			case CANNOT_SPEAK, NO_CTCP, TOO_FAST -> Numeric.ERR_CANNOTSENDTOCHAN;
			case NOT_AN_OPERATOR -> Numeric.ERR_CHANOPRIVSNEEDED;
			case LIST_FULL -> Numeric.ERR_BANLISTFULL;
			case MALFORMED, NO_SUCH_MESSAGE, UNAVAILABLE -> Numeric.ERR_UNKNOWNERROR;
		};
	}

	private static String text(RoomException refused) {
		String fixed = switch (refused.reason()) {
			case NO_SUCH_ROOM, NO_NEW_ROOMS, BAD_NAME -> "No such channel";
			case TOO_MANY_ROOMS -> "You have joined too many channels";
			case NOT_A_MEMBER -> "You're not on that channel";
			case BANNED -> "Cannot join channel (+b)";
			case INVITE_ONLY, ROLE_MISSING -> "Cannot join channel (+i)";
			case FULL -> "Cannot join channel (+l)";
			case BAD_KEY -> "Cannot join channel (+k)";
			case NOT_LOGGED_IN -> "Cannot join channel (+R)";
			default -> null;
		};
		@Nullable String own = refused.getMessage();
		return (fixed != null) ? fixed : (own != null) ? own : "That is not let";
	}

}
