package dev.torsion.words.irc.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import dev.torsion.net.EventLoop;
import dev.torsion.net.Transport;
import dev.torsion.words.Door;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has come in by IRC, as others may see it from any thread.
 */
public final class IrcParticipant implements Participant {

	private final IrcSession session;

	private final Door door;

	private final Transport transport;

	private final Queue<Consumer<IrcSession>> told = new ConcurrentLinkedQueue<>();

	private volatile Profile profile;

	private volatile Set<String> roles = Set.of();

	private volatile boolean operator;

	private volatile boolean invisible;

	private volatile boolean wallops;

	IrcParticipant(IrcSession session, Door door, Transport transport, Profile profile) {
		this.session = session;
		this.door = door;
		this.transport = transport;
		this.profile = profile;
	}

	IrcSession session() {
		return this.session;
	}

	/**
	 * Does something with its conversation, on the loop of that, and before its next
	 * command is run.
	 * @param task what
	 */
	public void tell(Consumer<IrcSession> task) {
		this.told.add(task);
		if (eventLoop().isCurrent()) {
			catchUp();
		}
		else {
			eventLoop().execute(this::catchUp);
		}
	}

	/** Does what it was told. For its own loop. */
	void catchUp() {
		for (Consumer<IrcSession> task = this.told.poll(); task != null; task = this.told.poll()) {
			task.accept(this.session);
		}
	}

	/**
	 * Since when it is connected.
	 * @return the time
	 */
	public Instant since() {
		return this.session.since();
	}

	/**
	 * When it has last said something.
	 * @return the time
	 */
	public Instant lastSpoken() {
		return this.session.lastSpoken();
	}

	/**
	 * Whether nobody on the way can read what it is told.
	 * @return whether it has TLS
	 */
	public boolean isSecure() {
		return this.transport.isSecure();
	}

	/**
	 * Whether it is not to be found by who shares no room with it.
	 * @return whether it is
	 */
	public boolean isInvisible() {
		return this.invisible;
	}

	/**
	 * Whether it wants to hear what operators tell everybody.
	 * @return whether it does
	 */
	public boolean hearsWallops() {
		return this.wallops;
	}

	/**
	 * Changes whether it wants to hear what operators tell everybody.
	 * @param wallops whether it does
	 */
	public void setWallops(boolean wallops) {
		this.wallops = wallops;
	}

	/**
	 * Changes whether it is not to be found. For its own loop.
	 * @param invisible whether it is
	 */
	public void setInvisible(boolean invisible) {
		if (this.invisible != invisible) {
			this.invisible = invisible;
			this.session.server().counts().invisible(invisible);
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
		return this.door;
	}

	@Override
	public EventLoop eventLoop() {
		return this.transport.eventLoop();
	}

	@Override
	public @Nullable InetAddress address() {
		return (this.transport.peer() instanceof InetSocketAddress peer) ? peer.getAddress() : null;
	}

	@Override
	public boolean hasRole(String role) {
		return this.roles.contains(role);
	}

	void setRoles(Set<String> roles) {
		this.roles = Set.copyOf(roles);
	}

	@Override
	public boolean isOperator() {
		return this.operator;
	}

	/**
	 * Makes it an operator of the server, or no more. For its own loop.
	 * @param operator whether it is one
	 */
	public void setOperator(boolean operator) {
		if (this.operator != operator) {
			this.operator = operator;
			this.session.server().counts().operator(operator);
		}
	}

}
