package dev.torsion.words.web.session;

import java.util.List;

import dev.torsion.words.HistoryQuery;
import dev.torsion.words.Room;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.ReadMarkers;
import dev.torsion.words.room.RoomNames;
import dev.torsion.words.web.wire.Reply;
import reactor.core.publisher.Mono;

/**
 * What accounts have read of rooms, and what not. What was said before an account has
 * come into a room for the first time counts as read; a guest has read everything.
 */
final class Reading {

	private final ReadMarkers markers;

	private final int limit;

	private final WebDoor door;

	Reading(ReadMarkers markers, int limit, WebDoor door) {
		this.markers = markers;
		this.limit = limit;
		this.door = door;
	}

	Mono<Reply.Marks> marks(WebParticipant page, Room room) {
		Mono<Long> last = room.history(HistoryQuery.last(1))
			.map((said) -> said.isEmpty() ? 0 : said.get(0).stamp().sequence());
		return last.flatMap((sequence) -> {
			String account = page.account();
			if (account == null) {
				return Mono.just(new Reply.Marks(sequence, sequence, 0));
			}
			return this.markers.find(RoomNames.fold(account), key(room))
				.switchIfEmpty(this.markers.advance(RoomNames.fold(account), key(room), sequence))
				.flatMap((read) -> marks(account, room, sequence, Math.min(read, sequence)));
		});
	}

	private Mono<Reply.Marks> marks(String account, Room room, long last, long read) {
		if (read == last) {
			return Mono.just(new Reply.Marks(last, read, 0));
		}
		return room
			.history(new HistoryQuery((read > 0) ? HistoryQuery.Point.at(read) : null, null, this.limit, false, true))
			.map((said) -> new Reply.Marks(last, read, others(account, said)));
	}

	private static int others(String account, List<RoomEvent> said) {
		return (int) said.stream().filter((event) -> !account.equals(event.by().account())).count();
	}

	Mono<Void> read(WebParticipant page, Room room, long sequence) {
		String account = page.account();
		if (account == null) {
			return Mono.empty();
		}
		return this.markers.advance(RoomNames.fold(account), key(room), sequence)
			.doOnNext((read) -> this.door.read(page, account, room.name(), read))
			.then();
	}

	private static String key(Room room) {
		return Conversation.ofRoom(RoomNames.fold(room.name()));
	}

}
