package dev.torsion.words.irc.session.commands;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

import dev.torsion.words.HistoryQuery;
import dev.torsion.words.HistoryQuery.Point;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.IrcSettings;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * CHATHISTORY: what was said before, IRCv3's chathistory. Who has event-playback is told
 * what else has happened too.
 */
final class ChatHistory implements IrcCommand {

	private static final String VERB = "CHATHISTORY";

	private static final Rule RULE = Rule.of(VERB, 0);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public List<String> tokens(IrcSettings settings) {
		return List.of("CHATHISTORY=" + settings.limits().history(), "MSGREFTYPES=msgid,timestamp");
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		return CommandFailure.answered(session, VERB, () -> {
			String subcommand = message.parameter(0).toUpperCase(Locale.ROOT);
			int parameters = switch (subcommand) {
				case "LATEST", "BEFORE", "AFTER", "AROUND", "TARGETS" -> 4;
				case "BETWEEN" -> 5;
				case "" -> throw new CommandFailure("NEED_MORE_PARAMS", "Not enough parameters");
				default -> throw new CommandFailure("UNKNOWN_COMMAND", subcommand, "Unknown subcommand");
			};
			if (message.size() < parameters) {
				throw new CommandFailure("NEED_MORE_PARAMS", subcommand, "Not enough parameters");
			}
			int limit = limit(session, message.parameter(parameters - 1), subcommand);
			return subcommand.equals("TARGETS") ? HistoryTargets.run(session, message, limit)
					: read(session, subcommand, message, limit);
		});
	}

	private static int limit(IrcSession session, String text, String subcommand) {
		if (!text.matches("0*[1-9][0-9]{0,8}")) {
			throw new CommandFailure("INVALID_PARAMS", subcommand, text, "Invalid limit");
		}
		return Math.min(Integer.parseInt(text), session.server().settings().limits().history());
	}

	private static Mono<Void> read(IrcSession session, String subcommand, IrcMessage message, int limit) {
		String target = message.parameter(1);
		HistorySource source = HistorySource.of(session, target);
		if (source == null) {
			throw new CommandFailure("INVALID_TARGET", subcommand, target, "There is nothing that you may read");
		}
		Reader reader = new Reader(source, session.caps(), !session.has(Cap.EVENT_PLAYBACK), limit);
		Mono<List<List<IrcMessage>>> entries = (subcommand.equals("LATEST") && message.parameter(2).equals("*"))
				? reader.latest(null) : reader.read(subcommand, message);
		return entries.defaultIfEmpty(List.of())
			.publishOn(session.transport().eventLoop().scheduler())
			.flatMap((found) -> session.sendAll(batch(session, target, found)));
	}

	private static Iterator<IrcMessage> batch(IrcSession session, String target, List<List<IrcMessage>> entries) {
		List<IrcMessage> lines = new ArrayList<>();
		String server = session.server().settings().name();
		boolean batched = session.has(Cap.BATCH);
		String name = session.newBatch();
		if (batched) {
			lines.add(IrcMessage.from(server, "BATCH", "+" + name, "chathistory", target));
		}
		for (List<IrcMessage> entry : entries) {
			for (IrcMessage line : entry) {
				lines.add((batched && !line.tags().containsKey("batch")) ? line.withTag("batch", name) : line);
			}
		}
		if (batched) {
			lines.add(IrcMessage.from(server, "BATCH", "-" + name));
		}
		return lines.iterator();
	}

	/**
	 * Reads a part of a conversation.
	 *
	 * @param source the conversation
	 * @param caps the bits of the capabilities of who reads it
	 * @param messagesOnly whether what was said alone is wanted
	 * @param limit how many entries
	 */
	private record Reader(HistorySource source, long caps, boolean messagesOnly, int limit) {

		Mono<List<List<IrcMessage>>> read(String subcommand, IrcMessage message) {
			HistorySelector first = HistorySelector.read(message.parameter(2), subcommand);
			if (subcommand.equals("BETWEEN")) {
				HistorySelector second = HistorySelector.read(message.parameter(3), subcommand);
				return first.find(this.source)
					.flatMap((from) -> second.find(this.source).flatMap((to) -> between(from, to)));
			}
			return first.find(this.source).flatMap((found) -> switch (subcommand) {
				case "BEFORE" -> query(null, found.point(), this.limit, true);
				case "AFTER" -> query(found.point(), null, this.limit, false);
				case "AROUND" -> around(found);
				default -> latest(found.point());
			});
		}

		Mono<List<List<IrcMessage>>> latest(@Nullable Point after) {
			return query(after, null, this.limit, true);
		}

		/** From the one to the other, which may be the earlier. */
		private Mono<List<List<IrcMessage>>> between(HistorySelector.Found from, HistorySelector.Found to) {
			return from.isAfter(to) ? query(to.point(), from.point(), this.limit, true)
					: query(from.point(), to.point(), this.limit, false);
		}

		private Mono<List<List<IrcMessage>>> around(HistorySelector.Found found) {
			int before = this.limit / 2;
			Mono<List<List<IrcMessage>>> later = query(found.before(), null, this.limit - before, false);
			if (before == 0) {
				return later;
			}
			return query(null, found.point(), before, true).flatMap((earlier) -> later.map((rest) -> {
				List<List<IrcMessage>> all = new ArrayList<>(earlier);
				all.addAll(rest);
				return all;
			}));
		}

		private Mono<List<List<IrcMessage>>> query(@Nullable Point after, @Nullable Point before, int limit,
				boolean latest) {
			return this.source.read(new HistoryQuery(after, before, limit, latest, this.messagesOnly), this.caps);
		}

	}

}
