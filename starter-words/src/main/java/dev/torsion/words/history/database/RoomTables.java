package dev.torsion.words.history.database;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.torsion.enterprise.Database;
import dev.torsion.words.RoomChange.Entry;
import dev.torsion.words.RoomChange.MaskList;
import dev.torsion.words.RoomFlag;
import dev.torsion.words.RoomRules;
import dev.torsion.words.Topic;
import dev.torsion.words.history.RoomStore.StoredRoom;
import io.r2dbc.spi.Readable;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The rows of {@code words_room} and {@code words_room_mask}.
 *
 * @param database the database, in a transaction to change them
 */
record RoomTables(Database database) {

	private static final Log logger = LogFactory.getLog(RoomTables.class);

	Flux<StoredRoom> all() {
		return this.database.query("select * from words_room_mask order by name_key, list_name, list_position")
			.map(MaskRow::read)
			.collectMultimap(MaskRow::room)
			.flatMapMany((masks) -> this.database.query("select * from words_room order by name_key")
				.map((row) -> room(row, masks.getOrDefault(EntryRows.text(row, "name_key"), List.of()))));
	}

	Mono<Void> delete(String key) {
		return this.database.operation("delete from words_room where name_key = :key").bind("key", key).run().then();
	}

	Mono<Void> insert(StoredRoom room) {
		RoomRules rules = room.rules();
		Topic topic = room.topic();
		return this.database
			.operation("insert into words_room (name_key, name, created_ms, founder, topic, topic_by, topic_ms, flags,"
					+ " room_key, member_limit, role_name) values (:key, :name, :created, :founder, :topic, :topicBy,"
					+ " :topicTime, :flags, :word, :limit, :role)")
			.bind("key", StoredRoom.key(room.name()))
			.bind("name", room.name())
			.bind("created", room.created().toEpochMilli())
			.bind("founder", room.founder(), String.class)
			.bind("topic", EntryRows.clean(topic.text()))
			.bind("topicBy", EntryRows.clean(topic.by()))
			.bind("topicTime", topic.time().toEpochMilli())
			.bind("flags", rules.flags().stream().map(RoomFlag::name).sorted().collect(Collectors.joining(",")))
			.bind("word", rules.key(), String.class)
			.bind("limit", rules.limit())
			.bind("role", rules.role(), String.class)
			.run()
			.thenMany(Flux.fromIterable(MaskRow.of(room)).concatMap(this::insert))
			.then();
	}

	private Mono<Long> insert(MaskRow row) {
		return this.database
			.operation("insert into words_room_mask (name_key, list_name, list_position, mask, set_by, set_ms)"
					+ " values (:key, :list, :position, :mask, :by, :time)")
			.bind("key", row.room())
			.bind("list", row.list())
			.bind("position", row.position())
			.bind("mask", EntryRows.clean(row.entry().mask()))
			.bind("by", EntryRows.clean(row.entry().by()))
			.bind("time", row.entry().time().toEpochMilli())
			.run();
	}

	private static StoredRoom room(Readable row, Collection<MaskRow> masks) {
		Map<MaskList, List<Entry>> lists = new EnumMap<>(MaskList.class);
		for (MaskRow mask : masks) {
			MaskList list = constant(MaskList.class, mask.list());
			if (list != null) {
				lists.computeIfAbsent(list, (key) -> new ArrayList<>()).add(mask.entry());
			}
		}
		Integer limit = row.get("member_limit", Integer.class);
		RoomRules rules = new RoomRules(flags(EntryRows.text(row, "flags")), row.get("room_key", String.class),
				(limit != null) ? limit : 0, row.get("role_name", String.class));
		Topic topic = new Topic(EntryRows.text(row, "topic"), EntryRows.text(row, "topic_by"), time(row, "topic_ms"));
		return new StoredRoom(EntryRows.text(row, "name"), time(row, "created_ms"), row.get("founder", String.class),
				topic, rules, lists);
	}

	private static Set<RoomFlag> flags(String names) {
		Set<RoomFlag> flags = EnumSet.noneOf(RoomFlag.class);
		for (String name : names.split(",")) {
			RoomFlag flag = name.isEmpty() ? null : constant(RoomFlag.class, name);
			if (flag != null) {
				flags.add(flag);
			}
		}
		return flags;
	}

	private static <E extends Enum<E>> @Nullable E constant(Class<E> type, String name) {
		try {
			return Enum.valueOf(type, name);
		}
		catch (IllegalArgumentException ex) {
			logger.error("Skipped '" + name + "' of a room: there is no such thing");
			return null;
		}
	}

	private static Instant time(Readable row, String column) {
		return Instant.ofEpochMilli(EntryRows.number(row, column));
	}

	private record MaskRow(String room, String list, int position, Entry entry) {

		static MaskRow read(Readable row) {
			Entry entry = new Entry(EntryRows.text(row, "mask"), EntryRows.text(row, "set_by"), time(row, "set_ms"));
			return new MaskRow(EntryRows.text(row, "name_key"), EntryRows.text(row, "list_name"), 0, entry);
		}

		static List<MaskRow> of(StoredRoom room) {
			List<MaskRow> rows = new ArrayList<>();
			String key = StoredRoom.key(room.name());
			room.lists()
				.forEach((list, entries) -> entries
					.forEach((entry) -> rows.add(new MaskRow(key, list.name(), rows.size(), entry))));
			return rows;
		}

	}

}
