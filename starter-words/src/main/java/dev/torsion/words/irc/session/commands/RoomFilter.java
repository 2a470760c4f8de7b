package dev.torsion.words.irc.session.commands;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.torsion.words.Room;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.room.Mask;
import dev.torsion.words.room.RoomNames;
import org.jspecify.annotations.Nullable;

/**
 * Which channels LIST is asked for: those of some names or masks, and of these the ones
 * that meet all conditions of ELIST.
 */
final class RoomFilter {

	/** Conditions in one command, so that it does not take long for each channel. */
	private static final int MOST = 10;

	/** Characters in a mask; no channel has more. */
	private static final int LONGEST = 100;

	private RoomFilter() {
	}

	/**
	 * Reads what is asked for.
	 * @param text conditions with commas between, empty for all channels
	 * @param now when it is asked
	 * @return the filter
	 */
	static Predicate<Room> read(String text, Instant now) {
		List<Predicate<Room>> names = new ArrayList<>();
		Predicate<Room> conditions = (room) -> true;
		String[] parts = text.split(",");
		for (int i = 0; i < Math.min(parts.length, MOST); i++) {
			String part = parts[i];
			Predicate<Room> condition = part.isEmpty() ? (room) -> true : condition(part, now);
			if (condition != null) {
				conditions = conditions.and(condition);
			}
			else {
				names.add(like(part));
			}
		}
		Predicate<Room> named = names.stream().reduce(Predicate::or).orElse((room) -> true);
		return named.and(conditions);
	}

	private static @Nullable Predicate<Room> condition(String part, Instant now) {
		char first = part.charAt(0);
		if (first == '!' && part.length() > 1) {
			return like(part.substring(1)).negate();
		}
		if (first == '<' || first == '>') {
			int users = number(part.substring(1));
			return (users < 0) ? null : (room) -> (first == '<') ? room.size() < users : room.size() > users;
		}
		char sign = (part.length() > 2) ? part.charAt(1) : 0;
		int minutes = (sign == '<' || sign == '>') ? number(part.substring(2)) : -1;
		if (minutes < 0 || first != 'C' && first != 'T') {
			return null;
		}
		Instant limit = now.minus(Duration.ofMinutes(minutes));
		return (first == 'C') ? (room) -> isMet(sign, room.created(), limit)
				: (room) -> !room.topic().text().isEmpty() && isMet(sign, room.topic().time(), limit);
	}

	private static boolean isMet(char sign, Instant time, Instant limit) {
		return (sign == '<') ? time.isAfter(limit) : time.isBefore(limit);
	}

	private static int number(String text) {
		return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
	}

	private static Predicate<Room> like(String mask) {
		String pattern = RoomNames.fold(Answers.cut(mask, LONGEST));
		return (room) -> Mask.matches(pattern, RoomNames.fold(Channels.name(room.name())));
	}

}
