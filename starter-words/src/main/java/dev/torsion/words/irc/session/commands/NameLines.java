package dev.torsion.words.irc.session.commands;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import dev.torsion.words.Member;
import dev.torsion.words.Room;
import dev.torsion.words.RoomFlag;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.wire.IrcMessage;

/**
 * The members of rooms that a client may find, of whom as many are told in one message as
 * have room in it. A room is looked at when it is its turn.
 */
final class NameLines implements Iterator<IrcMessage> {

	/** What is left of a line beside the source, the numeric and a nickname. */
	private static final int SPACE = 400;

	private final IrcSession session;

	private final Iterator<Room> rooms;

	private String channel = "";

	private String symbol = "=";

	private Iterator<Member> members = Collections.emptyIterator();

	private String held = "";

	NameLines(IrcSession session, Iterator<Room> rooms) {
		this.session = session;
		this.rooms = rooms;
	}

	@Override
	public boolean hasNext() {
		while (this.held.isEmpty() && !this.members.hasNext() && this.rooms.hasNext()) {
			Room room = this.rooms.next();
			this.channel = Channels.name(room.name());
			this.symbol = room.rules().has(RoomFlag.SECRET) ? "@" : "=";
			this.members = room.members()
				.stream()
				.filter((member) -> Visibility.finds(this.session, member.participant(), room))
				.iterator();
		}
		return !this.held.isEmpty() || this.members.hasNext();
	}

	@Override
	public IrcMessage next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		int space = SPACE - this.channel.length();
		StringBuilder names = new StringBuilder(this.held);
		this.held = "";
		while (this.members.hasNext() && this.held.isEmpty()) {
			String name = name(this.members.next());
			if (names.length() > 0 && names.length() + name.length() >= space) {
				this.held = name;
			}
			else {
				names.append((names.length() > 0) ? " " : "").append(name);
			}
		}
		return this.session.numeric(Numeric.RPL_NAMREPLY, List.of(this.symbol, this.channel, names.toString()));
	}

	private String name(Member member) {
		String name = this.session.has(Cap.USERHOST_IN_NAMES) ? member.participant().profile().hostMask()
				: member.participant().profile().nick();
		return Answers.prefixes(this.session, member) + name;
	}

}
