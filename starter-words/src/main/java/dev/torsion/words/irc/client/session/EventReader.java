package dev.torsion.words.irc.client.session;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

import dev.torsion.words.irc.client.IrcEvent;
import dev.torsion.words.irc.client.IrcEvent.Details;
import dev.torsion.words.irc.client.IrcEvent.Trait;
import dev.torsion.words.irc.client.IrcUser;
import dev.torsion.words.irc.client.state.Self;
import dev.torsion.words.irc.client.state.Support;
import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a message means to the application.
 */
final class EventReader {

	private final Support support;

	private final Self self;

	private final Clock clock;

	EventReader(Support support, Self self, Clock clock) {
		this.support = support;
		this.self = self;
		this.clock = clock;
	}

	Details now() {
		return Details.at(this.clock.instant());
	}

	/**
	 * Reads a message.
	 * @param message the message
	 * @param historic whether it was before
	 * @return what has happened
	 */
	IrcEvent read(IrcMessage message, boolean historic) {
		Details details = details(message, historic);
		IrcUser from = IrcUser.parse(message.source());
		String first = message.parameter(0);
		String second = message.parameter(1);
		return switch (message.command()) {
			case "PRIVMSG", "NOTICE" -> said(details, from, message);
			case "JOIN" -> new IrcEvent.Joined(details, from, first, isSelf(from.nick()));
			case "PART" -> new IrcEvent.Parted(details, from, first, second);
			case "QUIT" -> new IrcEvent.Quit(details, from, first);
			case "KICK" -> new IrcEvent.Kicked(details, from, first, second, message.parameter(2));
			case "NICK" -> new IrcEvent.NickChanged(details, from, first);
			case "TOPIC" -> new IrcEvent.TopicChanged(details, from, first, second);
			case "MODE" -> new IrcEvent.ModeChanged(details, from, first, second, rest(message));
			case "INVITE" -> new IrcEvent.Invited(details, from, first, second);
			case "ACCOUNT" -> new IrcEvent.UserChanged(details, from, Trait.ACCOUNT, first.equals("*") ? "" : first);
			case "AWAY" -> new IrcEvent.UserChanged(details, from, Trait.AWAY, first);
			case "CHGHOST" -> new IrcEvent.UserChanged(details, from, Trait.HOST, first + "@" + second);
			case "SETNAME" -> new IrcEvent.UserChanged(details, from, Trait.REAL_NAME, first);
			default -> other(details, message);
		};
	}

	private static List<String> rest(IrcMessage message) {
		return message.parameters().subList(Math.min(2, message.size()), message.size());
	}

	private static IrcEvent other(Details details, IrcMessage message) {
		String command = message.command();
		boolean numeric = command.length() == 3 && command.chars().allMatch((c) -> c >= '0' && c <= '9');
		return numeric ? new IrcEvent.Numeric(details, Integer.parseInt(command), message.parameters())
				: new IrcEvent.Other(details, message);
	}

	private IrcEvent said(Details details, IrcUser from, IrcMessage message) {
		String target = message.parameter(0);
		String text = message.parameter(1);
		boolean notice = message.command().equals("NOTICE");
		CtcpText ctcp = CtcpText.parse(text);
		boolean action = ctcp != null && ctcp.command().equals(CtcpText.ACTION);
		if (ctcp != null && !action) {
			return new IrcEvent.Ctcp(details, from, target, ctcp.command(), ctcp.text(), notice);
		}
		boolean own = isSelf(from.nick());
		String replyTo = (own || this.support.isChannel(target)) ? target : from.nick();
		return new IrcEvent.Message(details, from, target, replyTo, (ctcp != null) ? ctcp.text() : text, notice, action,
				own);
	}

	private Details details(IrcMessage message, boolean historic) {
		String account = message.tags().get("account");
		if (account == null && message.command().equals("JOIN") && message.size() > 1
				&& !message.parameter(1).equals("*")) {
			account = message.parameter(1);
		}
		return new Details(time(message.tags().get("time")), message.tags().get("msgid"), account, historic);
	}

	private Instant time(@Nullable String text) {
		if (text != null) {
			try {
				return Instant.parse(text);
			}
			catch (DateTimeParseException ex) {
				return this.clock.instant();
			}
		}
		return this.clock.instant();
	}

	private boolean isSelf(String nick) {
		return this.support.isSame(nick, this.self.nick());
	}

}
