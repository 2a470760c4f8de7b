package dev.torsion.words.irc.session.commands;

import java.time.DateTimeException;
import java.time.Instant;

import dev.torsion.words.HistoryQuery.Point;
import reactor.core.publisher.Mono;

/**
 * A point of a conversation as CHATHISTORY has it: {@code msgid=} and an identifier, or
 * {@code timestamp=} and a time.
 *
 * @param id the identifier, empty for a time
 * @param time the time, in the beginning for an identifier
 */
record HistorySelector(String id, Instant time) {

	private static final String ID = "msgid=";

	private static final String TIME = "timestamp=";

	/**
	 * Reads a selector.
	 * @param text how it is written
	 * @param subcommand where it is used
	 * @return the selector
	 * @throws CommandFailure if it is none
	 */
	static HistorySelector read(String text, String subcommand) {
		if (text.startsWith(ID) && text.length() > ID.length()) {
			return new HistorySelector(text.substring(ID.length()), Instant.EPOCH);
		}
		if (!text.startsWith(TIME)) {
			throw new CommandFailure("INVALID_MSGREFTYPE", subcommand, text, "Neither msgid nor timestamp");
		}
		return new HistorySelector("", time(text, subcommand));
	}

	/**
	 * Reads a selector that has to be a time.
	 * @param text how it is written
	 * @param subcommand where it is used
	 * @return the time
	 * @throws CommandFailure if it is none
	 */
	static Instant time(String text, String subcommand) {
		try {
			if (text.startsWith(TIME)) {
				return Instant.parse(text.substring(TIME.length()));
			}
		}
		catch (DateTimeException ex) {
			// answered like what is no timestamp at all
		}
		throw new CommandFailure("INVALID_PARAMS", subcommand, text, "Invalid timestamp");
	}

	/**
	 * Finds the point.
	 * @param source the conversation
	 * @return the point, empty if there is nothing of that identifier
	 */
	Mono<Found> find(HistorySource source) {
		if (this.id.isEmpty()) {
			return Mono.just(new Found(Point.atTime(this.time.toEpochMilli()), this.time));
		}
		return source.find(this.id).map((entry) -> new Found(Point.at(entry.stamp().sequence()), entry.stamp().time()));
	}

	/**
	 * A point that was found.
	 *
	 * @param point the point
	 * @param time when it was
	 */
	record Found(Point point, Instant time) {

		/** The point just before, so that what is after it begins with this one. */
		Point before() {
			return (this.point.sequence() > 0) ? Point.at(this.point.sequence() - 1)
					: Point.atTime(this.point.epochMilli() - 1);
		}

		boolean isAfter(Found other) {
			if (this.point.sequence() > 0 && other.point.sequence() > 0) {
				return this.point.sequence() > other.point.sequence();
			}
			return this.time.isAfter(other.time);
		}

	}

}
