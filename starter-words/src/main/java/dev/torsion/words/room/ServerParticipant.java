package dev.torsion.words.room;

import dev.torsion.net.EventLoop;
import dev.torsion.words.Door;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;

/**
 * The application as a participant: above all rules, and deaf.
 */
final class ServerParticipant implements Participant {

	private static final Door DEAF = (event, audience) -> {
	};

	private final EventLoop loop;

	private volatile Profile profile;

	ServerParticipant(Profile profile, EventLoop loop) {
		this.profile = profile;
		this.loop = loop;
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
		return DEAF;
	}

	@Override
	public EventLoop eventLoop() {
		return this.loop;
	}

	@Override
	public boolean isOperator() {
		return true;
	}

}
