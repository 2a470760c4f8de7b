package dev.torsion.words.irc.session.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.Message;
import dev.torsion.words.Profile;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;

/**
 * What has happened, as messages.
 */
public final class EventLines {

	/** Times as IRCv3 has them, in milliseconds. */
	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private static final long TAGS = Cap.MESSAGE_TAGS.bit() | Cap.SERVER_TIME.bit() | Cap.ACCOUNT_TAG.bit();

	private static final long ALL = TAGS | Cap.EXTENDED_JOIN.bit() | Cap.AWAY_NOTIFY.bit() | Cap.ACCOUNT_NOTIFY.bit()
			| Cap.CHGHOST.bit() | Cap.SETNAME.bit() | Cap.MESSAGE_REDACTION.bit() | Cap.CHANNEL_RENAME.bit();

	private EventLines() {
	}

	/**
	 * The capabilities that make a difference.
	 * @param event what has happened
	 * @return their bits
	 */
	public static long relevant(ChatEvent event) {
		if (event instanceof RoomEvent.Said said) {
			return TAGS | SpokenLines.relevant(said.message(), target(said));
		}
		if (event instanceof ChatEvent.Whispered whispered) {
			return TAGS | SpokenLines.relevant(whispered.message(), whispered.to().nick());
		}
		return ALL;
	}

	/**
	 * What somebody is told.
	 * @param event what has happened
	 * @param caps the bits of the capabilities that the client has
	 * @return the messages, none if it is not told
	 */
	public static List<IrcMessage> of(ChatEvent event, long caps) {
		if (event instanceof RoomEvent.Said said) {
			return said(said.message(), target(said), caps);
		}
		if (event instanceof ChatEvent.Whispered whispered) {
			return said(whispered.message(), whispered.to().nick(), caps);
		}
		return (event instanceof RoomEvent inRoom) ? room(inRoom, Channels.name(inRoom.room().name()), caps)
				: presence(event, caps);
	}

	private static String target(RoomEvent.Said said) {
		return Channels.prefix(said.minimum()) + Channels.name(said.room().name());
	}

	/**
	 * What was said.
	 * @param message what
	 * @param target to whom or where
	 * @param caps the bits of the capabilities that the client has
	 * @return the messages, none if it is not told
	 */
	public static List<IrcMessage> said(Message message, String target, long caps) {
		boolean tagged = has(caps, Cap.MESSAGE_TAGS);
		if (message.type() == Message.Type.TAGS && !tagged) {
			return List.of();
		}
		Map<String, String> tags = tags(message.time(), message.id(), message.author(), caps);
		if (tagged) {
			message.tags().forEach((name, value) -> {
				if (!name.equals(SpokenLines.CONTINUED)) {
					tags.put(name, value);
				}
			});
		}
		if (message.type() == Message.Type.TAGS) {
			return List.of(new IrcMessage(tags, message.author().hostMask(), "TAGMSG", List.of(target)));
		}
		return SpokenLines.of(message, target, tags, has(caps, Cap.MULTILINE) && has(caps, Cap.BATCH));
	}

	private static List<IrcMessage> room(RoomEvent event, String channel, long caps) {
		Profile by = event.by();
		if (event instanceof RoomEvent.Joined) {
			return joined(event, channel, caps);
		}
		if (event instanceof RoomEvent.Parted parted) {
			return List.of(parted.reason().isEmpty() ? line(event, by, caps, "PART", channel)
					: line(event, by, caps, "PART", channel, parted.reason()));
		}
		if (event instanceof RoomEvent.Quit quit) {
			return List.of(line(event, by, caps, "QUIT", quit.reason()));
		}
		if (event instanceof RoomEvent.Kicked kicked) {
			String reason = kicked.reason().isEmpty() ? by.nick() : kicked.reason();
			return List.of(line(event, by, caps, "KICK", channel, kicked.member().nick(), reason));
		}
		if (event instanceof RoomEvent.TopicChanged changed) {
			return List.of(line(event, by, caps, "TOPIC", channel, changed.topic().text()));
		}
		if (event instanceof RoomEvent.RulesChanged changed) {
			return rules(changed, channel, caps);
		}
		if (event instanceof RoomEvent.Renamed renamed) {
			return has(caps, Cap.CHANNEL_RENAME)
					? List
						.of(line(event, by, caps, "RENAME", Channels.name(renamed.before()), channel, renamed.reason()))
					: List.of();
		}
		if (event instanceof RoomEvent.Redacted redacted) {
			return has(caps, Cap.MESSAGE_REDACTION)
					? List.of(redacted.reason().isEmpty() ? line(event, by, caps, "REDACT", channel, redacted.message())
							: line(event, by, caps, "REDACT", channel, redacted.message(), redacted.reason()))
					: List.of();
		}
		if (event instanceof RoomEvent.Edited edited) {
			IrcMessage again = line(event, by, caps, "PRIVMSG", channel, edited.message().text() + " (edited)");
			return List.of(has(caps, Cap.MESSAGE_TAGS) ? again.withTag("+draft/reply", edited.message().id()) : again);
		}
		return List.of();
	}

	private static List<IrcMessage> joined(RoomEvent event, String channel, long caps) {
		Profile by = event.by();
		IrcMessage joined = line(event, by, caps, "JOIN", channel);
		if (has(caps, Cap.EXTENDED_JOIN)) {
			String account = (by.account() != null) ? by.account() : "*";
			joined = line(event, by, caps, "JOIN", channel, account, by.realName());
		}
		return (by.away() != null && has(caps, Cap.AWAY_NOTIFY))
				? List.of(joined, IrcMessage.from(by.hostMask(), "AWAY", by.away())) : List.of(joined);
	}

	private static List<IrcMessage> rules(RoomEvent.RulesChanged event, String channel, long caps) {
		List<String> parameters = new ArrayList<>(List.of(channel));
		parameters.addAll(ModeText.of(event.changes()));
		return List.of(line(event, event.by(), caps, "MODE", parameters.toArray(String[]::new)));
	}

	private static List<IrcMessage> presence(ChatEvent event, long caps) {
		if (event instanceof ChatEvent.Unsaid unsaid) {
			return redacted(unsaid, caps);
		}
		if (event instanceof ChatEvent.Departed departed) {
			IrcMessage quit = IrcMessage.from(departed.who().hostMask(), "QUIT", departed.reason());
			return List.of(tagged(quit, departed.time(), departed.who(), caps));
		}
		if (event instanceof ChatEvent.Invited invited) {
			IrcMessage invite = IrcMessage.from(invited.by().hostMask(), "INVITE", invited.guest().nick(),
					Channels.name(invited.room().name()));
			return List.of(tagged(invite, invited.time(), invited.by(), caps));
		}
		return changed((ChatEvent.ProfileChanged) event, caps);
	}

	private static List<IrcMessage> redacted(ChatEvent.Unsaid event, long caps) {
		List<String> parameters = new ArrayList<>(List.of(event.to().nick(), event.message()));
		if (!event.reason().isEmpty()) {
			parameters.add(event.reason());
		}
		IrcMessage line = IrcMessage.from(event.by().hostMask(), "REDACT", parameters.toArray(String[]::new));
		return has(caps, Cap.MESSAGE_REDACTION) ? List.of(tagged(line, event.time(), event.by(), caps)) : List.of();
	}

	private static List<IrcMessage> changed(ChatEvent.ProfileChanged event, long caps) {
		Profile before = event.before();
		Profile after = event.after();
		List<IrcMessage> lines = new ArrayList<>();
		if (!before.nick().equals(after.nick())) {
			lines.add(IrcMessage.from(before.hostMask(), "NICK", after.nick()));
		}
		boolean moved = !before.host().equals(after.host()) || !before.user().equals(after.user());
		if (moved && has(caps, Cap.CHGHOST)) {
			lines.add(IrcMessage.from(before.withNick(after.nick()).hostMask(), "CHGHOST", after.user(), after.host()));
		}
		if (!same(before.account(), after.account()) && has(caps, Cap.ACCOUNT_NOTIFY)) {
			String account = (after.account() != null) ? after.account() : "*";
			lines.add(IrcMessage.from(after.hostMask(), "ACCOUNT", account));
		}
		if (!same(before.away(), after.away()) && has(caps, Cap.AWAY_NOTIFY)) {
			lines.add((after.away() != null) ? IrcMessage.from(after.hostMask(), "AWAY", after.away())
					: IrcMessage.from(after.hostMask(), "AWAY"));
		}
		if (!before.realName().equals(after.realName()) && has(caps, Cap.SETNAME)) {
			lines.add(IrcMessage.from(after.hostMask(), "SETNAME", after.realName()));
		}
		return lines.stream().map((line) -> tagged(line, event.time(), after, caps)).toList();
	}

	private static boolean same(@Nullable String one, @Nullable String other) {
		return Objects.equals(one, other);
	}

	private static IrcMessage line(RoomEvent event, Profile by, long caps, String command, String... parameters) {
		Map<String, String> tags = tags(event.time(), event.stamp().id(), by, caps);
		return new IrcMessage(tags, by.hostMask(), command, List.of(parameters));
	}

	private static IrcMessage tagged(IrcMessage line, Instant time, Profile by, long caps) {
		return new IrcMessage(tags(time, "", by, caps), line.source(), line.command(), line.parameters());
	}

	private static Map<String, String> tags(Instant time, String id, Profile by, long caps) {
		Map<String, String> tags = new LinkedHashMap<>();
		if (has(caps, Cap.SERVER_TIME)) {
			tags.put("time", TIME.format(time));
		}
		if (has(caps, Cap.MESSAGE_TAGS) && !id.isEmpty()) {
			tags.put("msgid", id);
		}
		if (has(caps, Cap.ACCOUNT_TAG) && by.account() != null) {
			tags.put("account", by.account());
		}
		if (has(caps, Cap.MESSAGE_TAGS) && by.bot()) {
			tags.put("bot", "");
		}
		return tags;
	}

	/**
	 * A time as a tag has it.
	 * @param time the time
	 * @return its text
	 */
	public static String time(Instant time) {
		return TIME.format(time);
	}

	private static boolean has(long caps, Cap cap) {
		return (caps & cap.bit()) != 0;
	}

}
