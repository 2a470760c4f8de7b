package dev.torsion.words.irc.session.commands;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.words.Member;
import dev.torsion.words.Role;
import dev.torsion.words.Room;
import dev.torsion.words.RoomChange;
import dev.torsion.words.RoomChange.MaskList;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.RoomRules;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.event.ModeText;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * MODE of a channel: what holds there, who is on its lists, or what is to be changed.
 */
final class ChannelMode {

	private ChannelMode() {
	}

	static Mono<Void> run(IrcSession session, IrcMessage message) {
		Room room = session.room(message.parameter(0));
		if (message.size() == 1) {
			show(session, room);
			return Mono.empty();
		}
		ModeRequest request = ModeRequest.read(session, room, message.parameters());
		Mono<Void> listed = Mono.empty();
		for (MaskList list : request.lists()) {
			listed = (listed == Mono.<Void>empty()) ? list(session, room, list)
					: listed.then(Mono.defer(() -> list(session, room, list)));
		}
		List<RoomChange> changes = request.changes();
		return changes.isEmpty() ? listed : (listed == Mono.<Void>empty()) ? change(session, room, changes)
				: listed.then(Mono.defer(() -> change(session, room, changes)));
	}

	private static Mono<Void> change(IrcSession session, Room room, List<RoomChange> changes) {
		String channel = Channels.name(room.name());
		return Attempt.of(room.change(session.participant(), changes), (ex) -> {
			if (ex.reason() == Reason.LIST_FULL) {
				session.reply(Numeric.ERR_BANLISTFULL, channel, mask(changes), "Channel list is full");
			}
			else {
				session.refused(ex, channel);
			}
		});
	}

	private static String mask(List<RoomChange> changes) {
		for (RoomChange change : changes) {
			if (change instanceof RoomChange.Listing listing) {
				return listing.mask();
			}
		}
		return "*";
	}

	private static void show(IrcSession session, Room room) {
		RoomRules rules = room.rules();
		Member member = room.member(session.participant());
		List<RoomChange> changes = new ArrayList<>();
		rules.flags().stream().sorted().forEach((flag) -> changes.add(new RoomChange.Flag(flag, true)));
		if (rules.key() != null) {
			changes.add(new RoomChange.Key((member != null) ? rules.key() : "*"));
		}
		if (rules.limit() > 0) {
			changes.add(new RoomChange.Limit(rules.limit()));
		}
		String channel = Channels.name(room.name());
		List<String> shown = new ArrayList<>(List.of(channel));
		shown.addAll(changes.isEmpty() ? List.of("+") : ModeText.of(changes));
		session.reply(Numeric.RPL_CHANNELMODEIS, shown);
		session.reply(Numeric.RPL_CREATIONTIME, channel, Long.toString(room.created().getEpochSecond()));
	}

	/** Whom bans mean may be known to all; exceptions tell who could get around them. */
	private static Mono<Void> list(IrcSession session, Room room, MaskList list) {
		Member member = room.member(session.participant());
		String channel = Channels.name(room.name());
		if (list != MaskList.BAN && !session.participant().isOperator()
				&& (member == null || !member.isAtLeast(Role.HALF_OPERATOR))) {
			throw new IrcException(Numeric.ERR_CHANOPRIVSNEEDED, channel, "You're not channel operator");
		}
		Numeric each = switch (list) {
			case BAN -> Numeric.RPL_BANLIST;
			case EXCEPTION -> Numeric.RPL_EXCEPTLIST;
			case INVITATION -> Numeric.RPL_INVEXLIST;
		};
		return Attempt.then(session.sendAll(room.entries(list)
			.stream()
			.map((entry) -> session.numeric(each,
					List.of(channel, entry.mask(), entry.by(), Long.toString(entry.time().getEpochSecond()))))
			.iterator()), () -> end(session, channel, list));
	}

	private static void end(IrcSession session, String channel, MaskList list) {
		switch (list) {
			case BAN -> session.reply(Numeric.RPL_ENDOFBANLIST, channel, "End of channel ban list");
			case EXCEPTION -> session.reply(Numeric.RPL_ENDOFEXCEPTLIST, channel, "End of channel exception list");
			case INVITATION ->
				session.reply(Numeric.RPL_ENDOFINVEXLIST, channel, "End of channel invite exception list");
		}
	}

	/** Whether a parameter can be told in any place of a message. */
	static boolean isWord(String text, int longest) {
		return !text.isEmpty() && text.length() <= longest && text.charAt(0) != ':'
				&& text.chars().allMatch((character) -> character > ' ' && character != 0x7F);
	}

}
