package dev.torsion.words.irc.session.commands;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.words.Member;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import dev.torsion.words.irc.session.IrcParticipant;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;

/**
 * What WHO tells of somebody.
 */
final class WhoFields {

	private static final String ORDER = "tcuihsnfdlaor";

	private static final int LONGEST_TOKEN = 3;

	private final IrcSession session;

	private final String fields;

	private final String token;

	private WhoFields(IrcSession session, String fields, String token) {
		this.session = session;
		this.fields = fields;
		this.token = token;
	}

	/**
	 * Reads what is asked for.
	 * @param session the conversation
	 * @param options such as {@code o} or {@code %tna,42}
	 * @return what is told, in the order that is prescribed
	 */
	static WhoFields of(IrcSession session, String options) {
		int percent = options.indexOf('%');
		if (percent < 0) {
			return new WhoFields(session, "", "");
		}
		int comma = options.indexOf(',', percent);
		String asked = options.substring(percent + 1, (comma < 0) ? options.length() : comma);
		String token = (comma < 0) ? "" : options.substring(comma + 1);
		String fields = ORDER.chars()
			.filter((field) -> asked.indexOf(field) >= 0)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
		return new WhoFields(session, fields, (token.length() > LONGEST_TOKEN) ? "0" : token);
	}

	IrcMessage line(Participant participant, String channel, @Nullable Member member) {
		Profile profile = participant.profile();
		if (this.fields.isEmpty()) {
			return this.session.numeric(Numeric.RPL_WHOREPLY, List.of(channel, profile.user(), profile.host(), server(),
					profile.nick(), flags(participant, member), "0 " + profile.realName()));
		}
		List<String> values = new ArrayList<>();
		for (char field : this.fields.toCharArray()) {
			values.add(value(field, participant, channel, member));
		}
		return this.session.numeric(Numeric.RPL_WHOSPCRPL, values);
	}

	private String value(char field, Participant participant, String channel, @Nullable Member member) {
		Profile profile = participant.profile();
		return switch (field) {
			case 't' -> this.token.isEmpty() ? "0" : this.token;
			case 'c' -> channel;
			case 'u' -> profile.user();
			case 'i' -> "255.255.255.255";
			case 'h' -> profile.host();
			case 's' -> server();
			case 'n' -> profile.nick();
			case 'f' -> flags(participant, member);
			case 'd' -> "0";
			case 'l' -> idle(participant);
			case 'a' -> (profile.account() != null) ? profile.account() : "0";
			case 'o' -> "n/a";
			default -> profile.realName();
		};
	}

	private String idle(Participant participant) {
		if (!(participant instanceof IrcParticipant irc)) {
			return "0";
		}
		Instant now = this.session.server().world().clock().instant();
		return Long.toString(Math.max(0, Duration.between(irc.lastSpoken(), now).toSeconds()));
	}

	private String flags(Participant participant, @Nullable Member member) {
		return ((participant.profile().away() != null) ? "G" : "H") + (participant.isOperator() ? "*" : "")
				+ ((member != null) ? Answers.prefixes(this.session, member) : "")
				+ (participant.profile().bot() ? "B" : "");
	}

	private String server() {
		return this.session.server().settings().name();
	}

}
