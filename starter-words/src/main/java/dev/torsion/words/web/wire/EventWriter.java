package dev.torsion.words.web.wire;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.Message;
import dev.torsion.words.Profile;
import dev.torsion.words.Role;
import dev.torsion.words.RoomChange;
import dev.torsion.words.RoomEvent;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happens, a line each, for the caller to release.
 */
public final class EventWriter {

	/** The tag by which clients of all protocols say that somebody is typing. */
	public static final String TYPING = "+typing";

	private EventWriter() {
	}

	/**
	 * How the conversation begins.
	 * @param own how the page is known
	 * @return the line
	 */
	public static ByteBuf welcome(Profile own) {
		return JsonLine.of((line) -> line.text("event", "welcome").person(own));
	}

	/**
	 * How the conversation ends, if the application does.
	 * @return the line
	 */
	public static ByteBuf goodbye() {
		return JsonLine.of((line) -> line.text("event", "goodbye"));
	}

	/**
	 * Another page of the account has read a room.
	 * @param room the room
	 * @param sequence up to here
	 * @return the line
	 */
	public static ByteBuf read(String room, long sequence) {
		return JsonLine.of((line) -> line.text("event", "read").text("room", room).number("sequence", sequence));
	}

	/**
	 * Something that has happened.
	 * @param event what
	 * @return the line; {@code null} if pages are not told of it
	 */
	public static @Nullable ByteBuf write(ChatEvent event) {
		if (event instanceof RoomEvent inRoom) {
			return isTold(inRoom) ? JsonLine.of((line) -> write(line, inRoom)) : null;
		}
		return JsonLine.of((line) -> write(line, event));
	}

	private static boolean isTold(RoomEvent event) {
		return !(event instanceof RoomEvent.Quit) && (!(event instanceof RoomEvent.Said said)
				|| said.message().type() != Message.Type.TAGS || said.message().tags().containsKey(TYPING));
	}

	static void write(JsonLine line, RoomEvent event) {
		if (event instanceof RoomEvent.Said said) {
			said(line, said);
		}
		else if (event instanceof RoomEvent.Edited edited) {
			line.head("edited", event).text("message", edited.message().id()).text("text", edited.message().text());
		}
		else if (event instanceof RoomEvent.Redacted redacted) {
			line.head("redacted", event).text("message", redacted.message()).text("reason", redacted.reason());
		}
		else if (event instanceof RoomEvent.TopicChanged changed) {
			line.head("topic", event).text("text", changed.topic().text());
		}
		else if (event instanceof RoomEvent.RulesChanged changed) {
			line.head("rules", event).objects("changes", changed.changes(), (change) -> change(line, change));
		}
		else {
			presence(line, event);
		}
	}

	private static void presence(JsonLine line, RoomEvent event) {
		if (event instanceof RoomEvent.Joined) {
			line.head("joined", event);
		}
		else if (event instanceof RoomEvent.Parted parted) {
			line.head("parted", event).text("reason", parted.reason());
		}
		else if (event instanceof RoomEvent.Kicked kicked) {
			line.head("kicked", event).text("member", kicked.member().nick()).text("reason", kicked.reason());
		}
	}

	private static void said(JsonLine line, RoomEvent.Said said) {
		Message message = said.message();
		if (message.type() == Message.Type.TAGS) {
			line.head("typing", said).flag("active", "active".equals(message.tags().get(TYPING)));
			return;
		}
		line.head("said", said)
			.text("text", message.text())
			.flagIf("notice", message.type() == Message.Type.NOTICE)
			.text("edited", (message.edited() != null) ? message.edited().toString() : null);
		if (said.minimum() != Role.MEMBER) {
			line.code("minimum", said.minimum());
		}
	}

	private static void change(JsonLine line, RoomChange change) {
		if (change instanceof RoomChange.Flag flag) {
			line.code("flag", flag.flag()).flag("on", flag.on());
		}
		else if (change instanceof RoomChange.Grant grant) {
			line.text("member", grant.member().profile().nick()).code("role", grant.role()).flag("on", grant.on());
		}
		else if (change instanceof RoomChange.Listing listing) {
			line.code("list", listing.list()).text("mask", listing.mask()).flag("on", listing.on());
		}
		else if (change instanceof RoomChange.Limit limit) {
			line.number("limit", limit.limit());
		}
		else if (change instanceof RoomChange.Key key) {
			line.flag("key", key.key() != null);
		}
	}

	private static void write(JsonLine line, ChatEvent event) {
		if (event instanceof ChatEvent.Whispered whispered) {
			line.text("event", "whispered")
				.stamp(whispered.message().stamp())
				.person("author", whispered.message().author())
				.person("to", whispered.to())
				.text("text", whispered.message().text())
				.flagIf("notice", whispered.message().type() == Message.Type.NOTICE);
		}
		else if (event instanceof ChatEvent.Invited invited) {
			line.text("event", "invited")
				.text("room", invited.room().name())
				.text("time", invited.time().toString())
				.person("author", invited.by())
				.text("guest", invited.guest().nick());
		}
		else if (event instanceof ChatEvent.ProfileChanged changed) {
			line.text("event", "profile")
				.text("time", changed.time().toString())
				.text("before", changed.before().nick())
				.person("author", changed.after());
		}
		else if (event instanceof ChatEvent.Departed departed) {
			line.text("event", "departed")
				.text("time", departed.time().toString())
				.person("author", departed.who())
				.text("reason", departed.reason());
		}
	}

}
