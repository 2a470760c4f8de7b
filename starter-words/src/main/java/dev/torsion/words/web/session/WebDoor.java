package dev.torsion.words.web.session;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.torsion.net.Protocol;
import dev.torsion.net.Transport;
import dev.torsion.words.ChatEvent;
import dev.torsion.words.Door;
import dev.torsion.words.Participant;
import dev.torsion.words.Participants;
import dev.torsion.words.Rooms;
import dev.torsion.words.history.ReadMarkers;
import dev.torsion.words.web.wire.CommandReader;
import dev.torsion.words.web.wire.EventWriter;
import io.netty.buffer.ByteBuf;

/**
 * The door of all web pages. What happens is written once for all pages of an event loop.
 * Safe to use from any thread.
 */
public final class WebDoor implements Door {

	private final ConcurrentMap<String, Set<WebParticipant>> pages = new ConcurrentHashMap<>();

	private final Participants participants;

	private final WebSettings settings;

	private final CommandReader reader;

	private final PageCommands commands;

	/**
	 * Creates the door.
	 * @param rooms the rooms
	 * @param participants who is online
	 * @param markers what was read
	 * @param reader reads commands
	 * @param settings what pages may do
	 */
	public WebDoor(Rooms rooms, Participants participants, ReadMarkers markers, CommandReader reader,
			WebSettings settings) {
		this.participants = participants;
		this.settings = settings;
		this.reader = reader;
		this.commands = new PageCommands(rooms, participants, new Reading(markers, settings.maxHistory(), this),
				settings.maxHistory());
	}

	/**
	 * Opens the conversation with a page.
	 * @param visitor who it is
	 * @param transport the connection
	 * @return the conversation
	 */
	public Protocol open(Visitor visitor, Transport transport) {
		return new WebProtocol(this, visitor, transport);
	}

	@Override
	public void deliver(ChatEvent event, List<Participant> audience) {
		ByteBuf line = EventWriter.write(event);
		if (line != null) {
			try {
				audience.forEach((participant) -> tell(participant, line.retainedDuplicate()));
			}
			finally {
				line.release();
			}
		}
	}

	/** A page that has gone, or does not read, needs to be told nothing. */
	private static void tell(Participant participant, ByteBuf line) {
		((WebParticipant) participant).transport().write(line);
	}

	/**
	 * Ends the conversations with all pages of an account, which may not be used any more
	 * or not in the same way.
	 * @param account the account, upper and lower case being the same
	 */
	public void end(String account) {
		this.pages.getOrDefault(key(account), Set.of()).forEach((page) -> page.transport().close());
	}

	private static String key(String account) {
		return account.toLowerCase(Locale.ROOT);
	}

	/** Tells the other pages of an account that one has read a room. */
	void read(WebParticipant page, String account, String room, long sequence) {
		for (WebParticipant other : this.pages.getOrDefault(key(account), Set.of())) {
			if (other != page) {
				other.transport().write(EventWriter.read(room, sequence));
			}
		}
	}

	/**
	 * One more page of an account.
	 * @return whether there may be one more
	 */
	boolean enter(WebParticipant page) {
		String account = page.account();
		if (account == null) {
			return true;
		}
		boolean[] entered = new boolean[1];
		this.pages.compute(key(account), (key, known) -> {
			Set<WebParticipant> all = (known != null) ? known : ConcurrentHashMap.newKeySet();
			entered[0] = all.size() < this.settings.maxPages() && all.add(page);
			return all;
		});
		return entered[0];
	}

	void leave(WebParticipant page) {
		String account = page.account();
		if (account != null) {
			this.pages.computeIfPresent(key(account), (key, all) -> {
				all.remove(page);
				return all.isEmpty() ? null : all;
			});
		}
	}

	Participants participants() {
		return this.participants;
	}

	WebSettings settings() {
		return this.settings;
	}

	CommandReader reader() {
		return this.reader;
	}

	PageCommands commands() {
		return this.commands;
	}

}
