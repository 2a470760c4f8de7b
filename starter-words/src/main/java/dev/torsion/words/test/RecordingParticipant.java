package dev.torsion.words.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.torsion.net.EventLoop;
import dev.torsion.net.test.VirtualEventLoop;
import dev.torsion.words.ChatEvent;
import dev.torsion.words.Door;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import dev.torsion.words.RoomEvent;

/**
 * A participant that keeps what it is told.
 */
public final class RecordingParticipant implements Participant {

	private static final Door DOOR = (event, audience) -> audience
		.forEach((participant) -> ((RecordingParticipant) participant).tell(event));

	private final List<ChatEvent> told = new ArrayList<>();

	private final EventLoop loop;

	private volatile Profile profile;

	private volatile Set<String> roles = Set.of();

	private volatile boolean operator;

	/**
	 * Somebody with a loop of its own, the test's thread.
	 * @param nick its nickname
	 */
	public RecordingParticipant(String nick) {
		this(nick, new VirtualEventLoop());
	}

	/**
	 * Somebody on a loop.
	 * @param nick its nickname
	 * @param loop the loop
	 */
	public RecordingParticipant(String nick, EventLoop loop) {
		this.profile = new Profile(nick, nick, "example.org", nick, null, null, false);
		this.loop = loop;
	}

	/**
	 * Logged in, before it arrives.
	 * @param account the account
	 * @param roles its roles, without {@code ROLE_}
	 * @return this participant
	 */
	public RecordingParticipant withAccount(String account, String... roles) {
		this.profile = this.profile.withAccount(account);
		this.roles = Set.of(roles);
		return this;
	}

	/**
	 * An operator of the server.
	 * @return this participant
	 */
	public RecordingParticipant asOperator() {
		this.operator = true;
		return this;
	}

	private void tell(ChatEvent event) {
		synchronized (this.told) {
			this.told.add(event);
		}
	}

	/**
	 * What it was told.
	 * @return the events, the first one first
	 */
	public List<ChatEvent> told() {
		synchronized (this.told) {
			return List.copyOf(this.told);
		}
	}

	/**
	 * What it was told of one kind.
	 * @param kind the kind
	 * @param <E> the kind
	 * @return the events, the first one first
	 */
	public <E extends ChatEvent> List<E> told(Class<E> kind) {
		return told().stream().filter(kind::isInstance).map(kind::cast).toList();
	}

	/**
	 * What was said in rooms where it was.
	 * @return each as {@code nick: text}, the first one first
	 */
	public List<String> heard() {
		return told(RoomEvent.Said.class).stream()
			.map((said) -> said.by().nick() + ": " + said.message().text())
			.toList();
	}

	/**
	 * Forgets what it was told.
	 */
	public void clear() {
		synchronized (this.told) {
			this.told.clear();
		}
	}

	@Override
	public Profile profile() {
		return this.profile;
	}

	@Override
	public void setProfile(Profile profile) {
		this.profile = profile;
	}

	@Override
	public Door door() {
		return DOOR;
	}

	@Override
	public EventLoop eventLoop() {
		return this.loop;
	}

	@Override
	public boolean hasRole(String role) {
		return this.roles.contains(role);
	}

	@Override
	public boolean isOperator() {
		return this.operator;
	}

	@Override
	public String toString() {
		return this.profile.nick();
	}

}
