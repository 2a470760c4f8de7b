package dev.torsion.words.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.torsion.words.RoomChange.Entry;
import dev.torsion.words.RoomChange.MaskList;
import dev.torsion.words.RoomRules;
import dev.torsion.words.Topic;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the rooms that stay when everybody has left them. Safe to use from any thread;
 * never blocks the caller's.
 */
public interface RoomStore {

	/**
	 * All rooms that are kept.
	 * @return the rooms
	 */
	Flux<StoredRoom> all();

	/**
	 * Keeps a room, in the place of that of its name.
	 * @param room the room
	 * @return completes when it is kept
	 */
	Mono<Void> save(StoredRoom room);

	/**
	 * Forgets a room.
	 * @param name its name, in upper or lower case
	 * @return completes when it is not kept any more
	 */
	Mono<Void> delete(String name);

	/**
	 * A room as it is kept.
	 *
	 * @param name its name, as it was first written
	 * @param created when it was made
	 * @param founder the account that it belongs to, {@code null} if nobody
	 * @param topic what it is about
	 * @param rules its rules
	 * @param lists its lists
	 */
	record StoredRoom(String name, Instant created, @Nullable String founder, Topic topic, RoomRules rules,
			Map<MaskList, List<Entry>> lists) {

		/**
		 * What a room is kept under: ASCII letters in lower case, as rooms are found.
		 * @param name its name
		 * @return the key
		 */
		public static String key(String name) {
			StringBuilder key = new StringBuilder(name);
			for (int i = 0; i < key.length(); i++) {
				char character = key.charAt(i);
				key.setCharAt(i, (character >= 'A' && character <= 'Z') ? (char) (character + 'a' - 'A') : character);
			}
			return key.toString();
		}

	}

}
