package dev.torsion.words.irc.session.commands;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.torsion.words.Participant;
import dev.torsion.words.Role;
import dev.torsion.words.Room;
import dev.torsion.words.RoomChange;
import dev.torsion.words.RoomChange.MaskList;
import dev.torsion.words.RoomFlag;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.event.ModeText;
import org.jspecify.annotations.Nullable;

/**
 * What a MODE of a channel asks for. What is wrong with a mode is answered; the others
 * are changed nevertheless.
 */
final class ModeRequest {

	private static final int LONGEST_KEY = 32;

	private static final int LONGEST_MASK = 200;

	private final List<RoomChange> changes = new ArrayList<>();

	private final Set<MaskList> lists = EnumSet.noneOf(MaskList.class);

	private final IrcSession session;

	private final Room room;

	private final String channel;

	private final List<String> parameters;

	private int next = 2;

	private int parametrised;

	private ModeRequest(IrcSession session, Room room, List<String> parameters) {
		this.session = session;
		this.room = room;
		this.channel = Channels.name(room.name());
		this.parameters = parameters;
	}

	/**
	 * Reads what is asked for.
	 * @param session the conversation, which is answered what is wrong
	 * @param room the room
	 * @param parameters the channel, the letters and their parameters
	 * @return what is right
	 */
	static ModeRequest read(IrcSession session, Room room, List<String> parameters) {
		ModeRequest request = new ModeRequest(session, room, parameters);
		boolean on = true;
		for (char letter : parameters.get(1).toCharArray()) {
			if (letter == '+' || letter == '-') {
				on = letter == '+';
			}
			else {
				request.read(letter, on);
			}
		}
		return request;
	}

	List<RoomChange> changes() {
		return this.changes;
	}

	Set<MaskList> lists() {
		return this.lists;
	}

	private void read(char letter, boolean on) {
		RoomFlag flag = ModeText.flag(letter);
		MaskList list = ModeText.list(letter);
		Role role = (Channels.MODES.indexOf(letter) >= 0) ? Channels.role(letter) : null;
		if (flag != null) {
			add(new RoomChange.Flag(flag, on));
		}
		else if (list != null) {
			list(letter, list, on);
		}
		else if (role != null) {
			grant(letter, role, on);
		}
		else if (letter == 'k') {
			key(on);
		}
		else if (letter == 'l') {
			limit(on);
		}
		else {
			this.session.reply(Numeric.ERR_UNKNOWNMODE, Character.toString(letter), "is unknown mode char to me");
		}
	}

	private @Nullable String take() {
		if (this.next >= this.parameters.size()) {
			return null;
		}
		this.parametrised++;
		return this.parameters.get(this.next++);
	}

	private boolean isWithinLimit() {
		return this.parametrised <= this.session.server().settings().limits().modes();
	}

	private void add(RoomChange change) {
		if (isWithinLimit()) {
			this.changes.add(change);
		}
	}

	private void list(char letter, MaskList list, boolean on) {
		String mask = take();
		if (mask == null) {
			this.lists.add(list);
		}
		else if (ChannelMode.isWord(mask, LONGEST_MASK)) {
			add(new RoomChange.Listing(list, mask, on));
		}
		else {
			invalid(letter, "Invalid mask");
		}
	}

	private void grant(char letter, Role role, boolean on) {
		String nick = take();
		if (nick == null) {
			invalid(letter, "You must specify a nickname");
			return;
		}
		Participant member = this.session.server().world().participants().find(nick);
		if (member == null) {
			this.session.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick/channel");
		}
		else if (this.room.member(member) == null) {
			this.session.reply(Numeric.ERR_USERNOTINCHANNEL, nick, this.channel, "They aren't on that channel");
		}
		else {
			add(new RoomChange.Grant(member, role, on));
		}
	}

	/**
	 * To take the key away any parameter will do, since some clients have to send one.
	 */
	private void key(boolean on) {
		String key = take();
		if (!on) {
			add(new RoomChange.Key(null));
		}
		else if (key == null || !ChannelMode.isWord(key, LONGEST_KEY) || key.indexOf(',') >= 0) {
			invalid('k', "Invalid key");
		}
		else {
			add(new RoomChange.Key(key));
		}
	}

	private void limit(boolean on) {
		if (!on) {
			add(new RoomChange.Limit(0));
			return;
		}
		String text = take();
		if (text == null || !text.matches("0*[1-9][0-9]{0,8}")) {
			invalid('l', "Invalid limit");
		}
		else {
			add(new RoomChange.Limit(Integer.parseInt(text)));
		}
	}

	private void invalid(char letter, String why) {
		this.session.reply(Numeric.ERR_INVALIDMODEPARAM, this.channel, Character.toString(letter), "*", why);
	}

}
