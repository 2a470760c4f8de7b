package dev.torsion.words.web.session;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

import dev.torsion.words.HistoryQuery;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Participants;
import dev.torsion.words.Room;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.Rooms;
import dev.torsion.words.web.wire.Command;
import dev.torsion.words.web.wire.EventWriter;
import dev.torsion.words.web.wire.Reply;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Does what pages want. To be called on the event loop of the page.
 */
final class PageCommands {

	private static final int MAX_LIST = 1000;

	private final Map<Class<? extends Command>, BiFunction<WebParticipant, Command, Mono<Reply>>> commands;

	private final Rooms rooms;

	private final Participants participants;

	private final Reading reading;

	private final int maxHistory;

	PageCommands(Rooms rooms, Participants participants, Reading reading, int maxHistory) {
		this.rooms = rooms;
		this.participants = participants;
		this.reading = reading;
		this.maxHistory = maxHistory;
		this.commands = Map.ofEntries(on(Command.Join.class, this::join), on(Command.Part.class, this::part),
				on(Command.Say.class, this::say), on(Command.Typing.class, this::typing),
				on(Command.Edit.class, this::edit), on(Command.Redact.class, this::redact),
				on(Command.SetTopic.class, this::setTopic), on(Command.History.class, this::history),
				on(Command.ListMembers.class, this::members), on(Command.ListRooms.class, this::list),
				on(Command.Whisper.class, this::whisper), on(Command.Away.class, this::away),
				on(Command.Read.class, this::read));
	}

	private static <C extends Command> Map.Entry<Class<? extends Command>, BiFunction<WebParticipant, Command, Mono<Reply>>> on(
			Class<C> type, BiFunction<WebParticipant, C, Mono<Reply>> run) {
		return Map.entry(type, (page, command) -> run.apply(page, type.cast(command)));
	}

	Mono<Reply> run(WebParticipant page, Command command) {
		BiFunction<WebParticipant, Command, Mono<Reply>> run = this.commands.get(command.getClass());
		if (run == null) {
			throw new IllegalStateException("Nobody does " + command.getClass());
		}
		return run.apply(page, command);
	}

	static Reply refused(RoomException refused) {
		String code = refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
		return new Reply.Failed(code, String.valueOf(refused.getMessage()));
	}

	private Mono<Reply> join(WebParticipant page, Command.Join join) {
		return this.rooms.join(join.room(), page, join.key())
			.flatMap((room) -> this.reading.marks(page, room)
				.flatMap((marks) -> said(room, join).map((said) -> entered(room, marks, said, limit(join)))));
	}

	private Mono<List<RoomEvent>> said(Room room, Command.Join join) {
		if (limit(join) == 0) {
			return Mono.just(List.of());
		}
		return room.history(new HistoryQuery(point(join.since()), null, limit(join) + 1, true, true));
	}

	private int limit(Command.Join join) {
		return (join.since() != null) ? this.maxHistory : Math.min(join.last(), this.maxHistory);
	}

	/** One more than wanted was asked for, to know whether there is one more. */
	private static Reply entered(Room room, Reply.Marks marks, List<RoomEvent> said, int limit) {
		boolean more = said.size() > limit;
		return new Reply.Entered(room, room.members(), marks, more ? said.subList(1, said.size()) : said, more);
	}

	private Mono<Reply> part(WebParticipant page, Command.Part part) {
		return done(room(page, part.room()).part(page, part.reason()));
	}

	private Mono<Reply> say(WebParticipant page, Command.Say say) {
		Message message = say.notice() ? Message.notice(say.text()) : Message.of(say.text());
		return spoken(room(page, say.room()).say(page, message));
	}

	private Mono<Reply> typing(WebParticipant page, Command.Typing typing) {
		Map<String, String> tags = Map.of(EventWriter.TYPING, typing.active() ? "active" : "done");
		return done(room(page, typing.room()).say(page, Message.of(Message.Type.TAGS, "", tags)).then());
	}

	private Mono<Reply> edit(WebParticipant page, Command.Edit edit) {
		return done(room(page, edit.room()).edit(page, edit.message(), edit.text()).then());
	}

	private Mono<Reply> redact(WebParticipant page, Command.Redact redact) {
		return done(room(page, redact.room()).redact(page, redact.message(), redact.reason()));
	}

	private Mono<Reply> setTopic(WebParticipant page, Command.SetTopic topic) {
		return done(room(page, topic.room()).setTopic(page, topic.text()).then());
	}

	private Mono<Reply> history(WebParticipant page, Command.History history) {
		Room room = entered(page, history.room());
		int limit = Math.max(1, Math.min(history.limit(), this.maxHistory));
		boolean latest = history.after() == null;
		return room.history(new HistoryQuery(point(history.after()), point(history.before()), limit + 1, latest, true))
			.map((said) -> {
				boolean more = said.size() > limit;
				int from = (more && latest) ? 1 : 0;
				return new Reply.Said(room, said.subList(from, Math.min(said.size(), from + limit)), more);
			});
	}

	/** There is nothing before the first, which a point of 0 would not say. */
	private static HistoryQuery.@Nullable Point point(@Nullable Long sequence) {
		return (sequence != null && sequence > 0) ? HistoryQuery.Point.at(sequence) : null;
	}

	private Mono<Reply> members(WebParticipant page, Command.ListMembers members) {
		Room room = room(page, members.room());
		return Mono.just(new Reply.Members(room, room.members()));
	}

	private Mono<Reply> list(WebParticipant page, Command.ListRooms list) {
		List<Room> visible = this.rooms.all()
			.stream()
			.filter((room) -> room.isVisibleTo(page))
			.sorted(Comparator.comparing(Room::name))
			.limit(MAX_LIST)
			.toList();
		return Mono.just(new Reply.RoomList(visible, this.rooms.of(page)));
	}

	private Mono<Reply> whisper(WebParticipant page, Command.Whisper whisper) {
		Participant to = this.participants.find(whisper.to());
		if (to == null) {
			return Mono.just(new Reply.Failed("no-such-participant", "Nobody has that nickname"));
		}
		return spoken(this.participants.whisper(page, to, Message.of(whisper.text())));
	}

	private Mono<Reply> away(WebParticipant page, Command.Away away) {
		String text = away.text().isEmpty() ? null : away.text();
		this.participants.change(page, (profile) -> profile.withAway(text));
		return Mono.just(Reply.DONE);
	}

	private Mono<Reply> read(WebParticipant page, Command.Read read) {
		return done(this.reading.read(page, entered(page, read.room()), read.sequence()));
	}

	private Room room(WebParticipant page, String name) {
		Room room = this.rooms.find(name);
		if (room == null || !room.isVisibleTo(page)) {
			throw new RoomException(Reason.NO_SUCH_ROOM, "There is no such room");
		}
		return room;
	}

	/** A room that it is in. */
	private Room entered(WebParticipant page, String name) {
		Room room = room(page, name);
		if (room.member(page) == null) {
			throw new RoomException(Reason.NOT_A_MEMBER, "You are not in that room");
		}
		return room;
	}

	private static Mono<Reply> done(Mono<Void> work) {
		return work.thenReturn(Reply.DONE);
	}

	private static Mono<Reply> spoken(Mono<Message> said) {
		return said.map((message) -> new Reply.Spoken(message.stamp()));
	}

}
