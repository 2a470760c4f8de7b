package dev.torsion.words.irc.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;

import dev.torsion.net.EventLoop;
import dev.torsion.net.Transport;
import dev.torsion.words.Door;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has come in by IRC.
 */
final class IrcParticipant implements Participant {

	private final IrcSession session;

	private final Door door;

	private final Transport transport;

	private volatile Profile profile;

	private volatile Set<String> roles = Set.of();

	private volatile boolean operator;

	IrcParticipant(IrcSession session, Door door, Transport transport, Profile profile) {
		this.session = session;
		this.door = door;
		this.transport = transport;
		this.profile = profile;
	}

	IrcSession session() {
		return this.session;
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

	void setOperator(boolean operator) {
		this.operator = operator;
	}

}
