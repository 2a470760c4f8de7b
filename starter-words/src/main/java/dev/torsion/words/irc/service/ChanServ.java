package dev.torsion.words.irc.service;

import java.util.List;
import java.util.function.Function;

import dev.torsion.words.Member;
import dev.torsion.words.Participant;
import dev.torsion.words.Role;
import dev.torsion.words.Room;
import dev.torsion.words.RoomChange;
import dev.torsion.words.RoomException;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcSession;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * ChanServ: channels that belong to accounts, and then stay.
 */
final class ChanServ extends Service {

	static final String NICK = "ChanServ";

	ChanServ(String verb) {
		super(verb, NICK);
	}

	@Override
	@Nullable Mono<Void> run(IrcSession session, String command, List<String> words) {
		return switch (command) {
			case "REGISTER" -> with(session, words, (room) -> register(session, room));
			case "DROP" -> with(session, words, (room) -> drop(session, room));
			case "OP" -> with(session, words, (room) -> grant(session, room, words, true));
			case "DEOP" -> with(session, words, (room) -> grant(session, room, words, false));
			case "INFO" -> with(session, words, (room) -> info(session, room));
			case "HELP" -> help(session);
			default -> null;
		};
	}

	@Override
	Mono<Void> help(IrcSession session) {
		return say(session, "REGISTER #channel: makes a channel yours", "DROP #channel: makes it nobody's",
				"OP #channel [nickname]: makes somebody an operator of your channel",
				"DEOP #channel [nickname]: makes somebody an operator no more", "INFO #channel: tells whose it is");
	}

	private Mono<Void> with(IrcSession session, List<String> words, Function<Room, Mono<Void>> work) {
		String name = words.isEmpty() ? null : Channels.room(words.get(0));
		Room room = (name != null) ? session.server().world().rooms().find(name) : null;
		if (room == null || !room.isVisibleTo(session.participant())) {
			return say(session, words.isEmpty() ? "Name a channel" : "There is no such channel");
		}
		return work.apply(room)
			.onErrorResume(RoomException.class, (ex) -> say(session, String.valueOf(ex.getMessage())));
	}

	private Mono<Void> register(IrcSession session, Room room) {
		String account = session.profile().account();
		Member member = room.member(session.participant());
		if (account == null) {
			return say(session, "Log in first");
		}
		if (room.founder() != null) {
			return say(session, "The channel belongs to somebody");
		}
		if (member == null || !member.isAtLeast(Role.OPERATOR)) {
			return say(session, "You are no operator of the channel");
		}
		return here(session, room.setFounder(account)).then(Mono.defer(() -> say(session, "The channel is yours")));
	}

	private Mono<Void> drop(IrcSession session, Room room) {
		if (!rules(session, room)) {
			return say(session, "The channel is not yours");
		}
		return here(session, room.setFounder(null)).then(Mono.defer(() -> say(session, "The channel is nobody's")));
	}

	private Mono<Void> grant(IrcSession session, Room room, List<String> words, boolean on) {
		Participant target = (words.size() > 1) ? session.server().world().participants().find(words.get(1))
				: session.participant();
		if (!rules(session, room)) {
			return say(session, "The channel is not yours");
		}
		if (target == null || room.member(target) == null) {
			return say(session, "Nobody of that name is in the channel");
		}
		Participant application = session.server().world().rooms().application();
		return here(session, room.change(application, List.of(new RoomChange.Grant(target, Role.OPERATOR, on))).then());
	}

	private Mono<Void> info(IrcSession session, Room room) {
		String founder = room.founder();
		return say(session, (founder != null) ? Channels.name(room.name()) + " belongs to " + founder
				: Channels.name(room.name()) + " belongs to nobody");
	}

	private static boolean rules(IrcSession session, Room room) {
		String account = session.profile().account();
		return session.participant().isOperator() || account != null && account.equals(room.founder());
	}

	private static Mono<Void> here(IrcSession session, Mono<Void> work) {
		return work.publishOn(session.transport().eventLoop().scheduler());
	}

}
