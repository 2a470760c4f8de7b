package dev.torsion.words.irc.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.torsion.cred.LoginSession;
import dev.torsion.net.Transport;
import dev.torsion.words.ChatEvent;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import dev.torsion.words.Room;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.event.Encodings;
import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;

/**
 * One conversation in IRC: who the client is, what it is capable of, and what it is
 * answered. For the event loop of the connection only.
 */
public final class IrcSession extends IrcAnswers {

	/** The nickname of one who has none. */
	public static final String NOBODY = "*";

	private final Map<Class<?>, Object> parts = new HashMap<>();

	private final IrcServer server;

	private final Transport transport;

	private final IrcParticipant participant;

	private final LoginSession login;

	private final Instant since;

	private long caps;

	private boolean registered;

	private boolean ended;

	private final List<Runnable> endings = new ArrayList<>(1);

	private volatile Instant lastSpoken;

	private @Nullable String quitReason;

	IrcSession(IrcServer server, Transport transport) {
		super(server.settings().name(), transport);
		this.server = server;
		this.transport = transport;
		String host = server.hosts().of(transport.peer());
		this.participant = new IrcParticipant(this, server.door(), transport,
				new Profile(NOBODY, NOBODY, host, "", null, null, false));
		this.login = new LoginSession(server.world().portal(), "irc", transport);
		this.since = server.world().clock().instant();
		this.lastSpoken = this.since;
		server.counts().unregistered(true);
	}

	/**
	 * What all conversations have in common.
	 * @return the server
	 */
	public IrcServer server() {
		return this.server;
	}

	/**
	 * The connection.
	 * @return the transport
	 */
	public Transport transport() {
		return this.transport;
	}

	/**
	 * Who the client is.
	 * @return the participant, who is known to others once {@link #isRegistered}
	 */
	public IrcParticipant participant() {
		return this.participant;
	}

	/**
	 * How the client is known.
	 * @return the profile
	 */
	public Profile profile() {
		return this.participant.profile();
	}

	/**
	 * Makes the client known otherwise: to others too, if it is known to them.
	 * @param change from the profile as it is to what it will be
	 * @return whether it was done: not if somebody else has the nickname
	 */
	public boolean change(UnaryOperator<Profile> change) {
		if (this.registered) {
			return this.server.world().participants().change(this.participant, change);
		}
		this.participant.setProfile(change.apply(profile()));
		return true;
	}

	@Override
	public String nick() {
		return profile().nick();
	}

	/**
	 * Where the client logs in.
	 * @return the login
	 */
	public LoginSession login() {
		return this.login;
	}

	/**
	 * Since when it is connected.
	 * @return the time
	 */
	public Instant since() {
		return this.since;
	}

	/**
	 * When it has last said something.
	 * @return the time
	 */
	public Instant lastSpoken() {
		return this.lastSpoken;
	}

	/**
	 * It has said something.
	 */
	public void spoke() {
		this.lastSpoken = this.server.world().clock().instant();
	}

	/**
	 * Whether it has registered: what clients do first, with NICK and USER.
	 * @return whether it has
	 */
	public boolean isRegistered() {
		return this.registered;
	}

	void setRegistered() {
		this.registered = true;
		this.server.counts().unregistered(false);
	}

	/**
	 * Whether it has a capability.
	 * @param cap the capability
	 * @return whether it has
	 */
	public boolean has(Cap cap) {
		return (this.caps & cap.bit()) != 0;
	}

	/**
	 * Its capabilities.
	 * @return their bits
	 */
	public long caps() {
		return this.caps;
	}

	/**
	 * Gives it other capabilities.
	 * @param caps their bits
	 */
	public void setCaps(long caps) {
		this.caps = caps;
	}

	/**
	 * The roles of its account.
	 * @param roles the roles, without {@code ROLE_}
	 */
	public void setRoles(Set<String> roles) {
		this.participant.setRoles(roles.stream().collect(Collectors.toUnmodifiableSet()));
	}

	/**
	 * What a command keeps of a conversation.
	 * @param <T> its type
	 * @param type its type, of which there is one
	 * @param initial what it is in the beginning
	 * @return what is kept
	 */
	public <T> T part(Class<T> type, Supplier<T> initial) {
		return type.cast(this.parts.computeIfAbsent(type, (key) -> initial.get()));
	}

	/**
	 * Does something when the conversation has ended.
	 * @param ending what
	 */
	public void onEnd(Runnable ending) {
		this.endings.add(ending);
	}

	/**
	 * A room that the client may know of.
	 * @param channel the name of a channel
	 * @return the room
	 * @throws IrcException if there is none
	 */
	public Room room(String channel) {
		String name = Channels.room(channel);
		Room room = (name != null) ? this.server.world().rooms().find(name) : null;
		if (room == null || !room.isVisibleTo(this.participant)) {
			throw new IrcException(Numeric.ERR_NOSUCHCHANNEL, channel, "No such channel");
		}
		return room;
	}

	/**
	 * Somebody who is online.
	 * @param nick the nickname
	 * @return the participant
	 * @throws IrcException if there is none
	 */
	public Participant find(String nick) {
		Participant found = this.server.world().participants().find(nick);
		if (found == null) {
			throw new IrcException(Numeric.ERR_NOSUCHNICK, nick, "No such nick/channel");
		}
		return found;
	}

	void hear(ChatEvent event, Encodings encodings) {
		if (!this.ended) {
			Hearing.tell(event, this, encodings);
		}
	}

	/**
	 * Ends the conversation: others are told why, and the connection is closed.
	 * @param reason why
	 */
	public void quit(String reason) {
		if (this.quitReason == null) {
			this.quitReason = reason;
			send(IrcMessage.of("ERROR", "Closing Link: " + profile().host() + " (" + reason + ")"));
			response().end();
			end(reason);
			this.transport.close();
		}
	}

	/**
	 * Whether the conversation is about to end.
	 * @return whether it is
	 */
	public boolean isQuitting() {
		return this.quitReason != null;
	}

	@Override
	boolean isEnded() {
		return this.ended;
	}

	void end(String reason) {
		if (this.ended) {
			return;
		}
		this.ended = true;
		this.participant.setOperator(false);
		this.participant.setInvisible(false);
		this.endings.forEach(Runnable::run);
		if (!this.registered) {
			this.server.counts().unregistered(false);
		}
		else {
			this.server.world()
				.participants()
				.depart(this.participant, (this.quitReason != null) ? this.quitReason : reason);
		}
		this.login.end();
	}

}
