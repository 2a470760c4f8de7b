package dev.torsion.words.autoconfigure;

import java.util.List;

import dev.torsion.words.room.RoomSettings;
import dev.torsion.words.room.RoomSettings.Creation;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Properties of rooms, by whatever protocol one comes into them.
 *
 * @param name name of the server, as it is told to clients; the name of the machine if
 * not set
 * @param rooms list of the rooms that there always are
 * @param creation who may make rooms: 'anybody', who has logged in ('accounts') or, but
 * for operators of the server, 'nobody'
 * @param limits limits of rooms
 */
@ConfigurationProperties("network.words")
public record WordsProperties(@Nullable String name, @DefaultValue List<ConfiguredRoom> rooms,
		@DefaultValue("anybody") Creation creation, @DefaultValue Limits limits) {

	RoomSettings settings() {
		return new RoomSettings(this.creation, RoomSettings.ofDefaults().flags(), this.limits.maxRooms(),
				this.limits.maxRoomsEach(), this.limits.maxMembers(), this.limits.maxEntries(), this.limits.maxName(),
				this.limits.maxText(), this.limits.maxTopic(), this.limits.maxReason(), this.limits.eventBuffer());
	}

	/**
	 * A room that there always is.
	 *
	 * @param name name of the room, without the # of IRC
	 * @param topic what it is about, unless its operators have said otherwise
	 * @param role role that the account of who comes in has to have; none if not set
	 */
	public record ConfiguredRoom(@DefaultValue("") String name, @Nullable String topic, @Nullable String role) {

	}

	/**
	 * Limits of rooms.
	 *
	 * @param maxRooms most rooms
	 * @param maxRoomsEach most rooms that somebody is in
	 * @param maxMembers most members of a room
	 * @param maxEntries most entries of the lists of a room together, and most guests
	 * that are invited at a time
	 * @param maxName most characters of the name of a room, and of a nickname
	 * @param maxText most characters of what is said
	 * @param maxTopic most characters of a topic
	 * @param maxReason most characters of a reason
	 * @param eventBuffer most events that are kept for a listener that does not keep up;
	 * it loses the oldest
	 */
	public record Limits(@DefaultValue("10000") int maxRooms, @DefaultValue("100") int maxRoomsEach,
			@DefaultValue("10000") int maxMembers, @DefaultValue("100") int maxEntries, @DefaultValue("64") int maxName,
			@DefaultValue("4096") int maxText, @DefaultValue("390") int maxTopic, @DefaultValue("390") int maxReason,
			@DefaultValue("1024") int eventBuffer) {

		public Limits {
			check("max-rooms", maxRooms);
			check("max-rooms-each", maxRoomsEach);
			check("max-members", maxMembers);
			check("max-entries", maxEntries);
			check("max-name", maxName);
			check("max-text", maxText);
			check("max-topic", maxTopic);
			check("max-reason", maxReason);
			check("event-buffer", eventBuffer);
		}

		private static void check(String limit, int value) {
			if (value < 1) {
				throw new InvalidConfigurationPropertyValueException("network.words.limits." + limit, value,
						"It has to be at least 1.");
			}
		}

	}

}
