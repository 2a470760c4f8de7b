package dev.torsion.words.web.session;

import java.net.InetAddress;

import dev.torsion.net.EventLoop;
import dev.torsion.net.Transport;
import dev.torsion.words.Door;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who looks at a page.
 */
final class WebParticipant implements Participant {

	private final Transport transport;

	private final Visitor visitor;

	private final Door door;

	private volatile Profile profile;

	WebParticipant(Transport transport, Visitor visitor, Door door, Profile profile) {
		this.transport = transport;
		this.visitor = visitor;
		this.door = door;
		this.profile = profile;
	}

	Transport transport() {
		return this.transport;
	}

	@Nullable String account() {
		return this.visitor.account();
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
		return this.visitor.address();
	}

	@Override
	public boolean hasRole(String role) {
		return this.visitor.roles().contains(role);
	}

}
