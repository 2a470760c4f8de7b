package dev.torsion.words.irc.session.commands;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;

import dev.torsion.words.history.MemoryReadTimes;
import dev.torsion.words.history.ReadTimes;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.session.event.EventLines;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.room.RoomNames;
import reactor.core.publisher.Mono;

/**
 * MARKREAD: up to where the client has read, IRCv3's read-marker. Kept for its account;
 * for a client without one, as long as it is connected.
 */
final class MarkRead implements IrcCommand {

	private static final String VERB = "MARKREAD";

	private static final Rule RULE = Rule.of(VERB, 0);

	private static final String TIME = "timestamp=";

	/** Conversations of a client without an account. */
	private static final int TARGETS = 100;

	private static final int LONGEST_TARGET = 100;

	private final ReadTimes markers;

	MarkRead(ReadTimes markers) {
		this.markers = markers;
	}

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		return CommandFailure.answered(session, VERB, () -> {
			String target = message.parameter(0);
			if (target.isEmpty()) {
				throw new CommandFailure("NEED_MORE_PARAMS", "Missing parameters");
			}
			if (target.length() > LONGEST_TARGET) {
				throw new CommandFailure("INVALID_PARAMS", "Invalid target");
			}
			if (message.size() == 1) {
				return tell(session, target);
			}
			Instant time = time(message.parameter(1));
			return with(session, target, (kept) -> kept.advance(time));
		});
	}

	private static Instant time(String text) {
		try {
			if (text.startsWith(TIME)) {
				return Instant.parse(text.substring(TIME.length()));
			}
		}
		catch (DateTimeException ex) {
			// answered like what is no timestamp at all
		}
		throw new CommandFailure("INVALID_PARAMS", text, "Invalid timestamp");
	}

	/**
	 * Tells a client up to where it has read, if it wants to know.
	 * @param session the conversation
	 * @param target the channel or nickname
	 * @return completes when it is told
	 */
	Mono<Void> tell(IrcSession session, String target) {
		return session.has(Cap.READ_MARKER) ? with(session, target, Marker::find) : Mono.empty();
	}

	private Mono<Void> with(IrcSession session, String target, Function<Marker, Mono<Instant>> step) {
		String account = session.profile().account();
		ReadTimes store = (account != null) ? this.markers
				: session.part(MemoryReadTimes.class, () -> new MemoryReadTimes(1, TARGETS));
		String owner = (account != null) ? RoomNames.fold(account) : "";
		return step.apply(new Marker(store, owner, RoomNames.fold(target)))
			.map((time) -> TIME + EventLines.time(time))
			.defaultIfEmpty("*")
			.publishOn(session.transport().eventLoop().scheduler())
			.doOnNext((shown) -> session.send(IrcMessage.from(session.server().settings().name(), VERB, target, shown)))
			.then();
	}

	/**
	 * That of one conversation.
	 *
	 * @param store where it is kept
	 * @param owner whose it is
	 * @param target the conversation
	 */
	private record Marker(ReadTimes store, String owner, String target) {

		Mono<Instant> find() {
			return this.store.find(this.owner, this.target);
		}

		Mono<Instant> advance(Instant time) {
			return this.store.advance(this.owner, this.target, time);
		}

	}

}
