package dev.torsion.words.irc.session.commands;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Registration;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * CAP: what the server is capable of, and what of it the client wants, as IRCv3's
 * capability negotiation has it. Until {@code CAP END} a client that has asked is not let
 * in.
 */
final class CapNegotiation implements IrcCommand {

	/** Room for the capabilities in one line. */
	private static final int LINE = 400;

	/** From this version on there are values, several lines, and cap-notify unasked. */
	private static final int VALUES = 302;

	private static final Rule RULE = Rule.of("CAP", 1).always();

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		String subcommand = message.parameter(0);
		switch (subcommand.toUpperCase(Locale.ROOT)) {
			case "LS" -> list(session, version(message.parameter(1)));
			case "LIST" -> answer(session, "LIST", enabled(session));
			case "REQ" -> request(session, message.parameter(1));
			case "END" -> {
				Registration.of(session).setNegotiating(false);
				return Registration.of(session).proceed(session);
			}
			default -> throw new IrcException(Numeric.ERR_INVALIDCAPCMD, subcommand, "Invalid CAP command");
		}
		return Mono.empty();
	}

	private static int version(String text) {
		try {
			return text.isEmpty() ? 0 : Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	private static void list(IrcSession session, int version) {
		Registration.of(session).setNegotiating(true);
		Stream<Cap> offered = Arrays.stream(Cap.values()).filter((cap) -> offers(session, cap));
		if (version < VALUES) {
			send(session, "LS", offered.filter((cap) -> !cap.isDraft()).map(Cap::text).toList());
			return;
		}
		session.setCaps(session.caps() | Cap.CAP_NOTIFY.bit());
		session.part(State.class, State::new).version = version;
		answer(session, "LS", offered.map((cap) -> described(session, cap)).toList());
	}

	/** Who can log in nowhere is not told that there are logins. */
	private static boolean offers(IrcSession session, Cap cap) {
		return session.server().offers(cap) && (cap != Cap.SASL || !Authenticate.mechanisms(session).isEmpty());
	}

	private static String described(IrcSession session, Cap cap) {
		String value = session.server().value(cap, session);
		return value.isEmpty() ? cap.text() : cap.text() + "=" + value;
	}

	private static List<String> enabled(IrcSession session) {
		return Arrays.stream(Cap.values()).filter(session::has).map(Cap::text).toList();
	}

	private static void request(IrcSession session, String text) {
		Registration.of(session).setNegotiating(true);
		List<String> asked = Arrays.stream(text.split(" ")).filter((cap) -> !cap.isEmpty()).toList();
		long caps = session.caps();
		for (String one : asked) {
			boolean on = !one.startsWith("-");
			Cap cap = find(session, on ? one : one.substring(1));
			if (cap == null || !on && cap == Cap.CAP_NOTIFY && isNew(session)) {
				answer(session, "NAK", text);
				return;
			}
			caps = on ? (caps | cap.bit()) : (caps & ~cap.bit());
		}
		session.setCaps(caps);
		if (text.length() <= LINE) {
			answer(session, "ACK", text);
		}
		else {
			lines(asked).forEachRemaining((line) -> answer(session, "ACK", line));
		}
	}

	private static boolean isNew(IrcSession session) {
		return session.part(State.class, State::new).version >= VALUES;
	}

	private static @Nullable Cap find(IrcSession session, String name) {
		Cap cap = Cap.of(name);
		return (cap != null && offers(session, cap)) ? cap : null;
	}

	/** Several lines, all but the last marked so, for those who know that. */
	private static void answer(IrcSession session, String subcommand, List<String> caps) {
		if (!isNew(session)) {
			send(session, subcommand, caps);
			return;
		}
		Iterator<String> lines = lines(caps);
		while (lines.hasNext()) {
			String line = lines.next();
			if (lines.hasNext()) {
				answer(session, subcommand, "*", line);
			}
			else {
				answer(session, subcommand, line);
			}
		}
	}

	private static void send(IrcSession session, String subcommand, List<String> caps) {
		answer(session, subcommand, String.join(" ", caps));
	}

	/** At least one line. */
	private static Iterator<String> lines(List<String> caps) {
		List<String> lines = new ArrayList<>();
		StringBuilder line = new StringBuilder();
		for (String cap : caps) {
			if (line.length() > 0 && line.length() + cap.length() >= LINE) {
				lines.add(line.toString());
				line.setLength(0);
			}
			line.append((line.length() > 0) ? " " : "").append(cap);
		}
		lines.add(line.toString());
		return lines.iterator();
	}

	private static void answer(IrcSession session, String... parameters) {
		String[] all = new String[parameters.length + 1];
		all[0] = session.nick();
		System.arraycopy(parameters, 0, all, 1, parameters.length);
		session.send(IrcMessage.from(session.server().settings().name(), "CAP", all));
	}

	/** What version of the negotiation the client has asked for. */
	private static final class State {

		private int version;

	}

}
