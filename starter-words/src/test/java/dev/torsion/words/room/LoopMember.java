package dev.torsion.words.room;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.Door;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import dev.torsion.words.RoomEvent;

/**
 * A participant on a loop with a thread of its own, that notes what it hears there.
 */
final class LoopMember implements Participant {

	private static final Door DOOR = (event, audience) -> audience
		.forEach((member) -> ((LoopMember) member).hear(event));

	private final List<ChatEvent> heard = new ArrayList<>();

	private final NettyLoop loop;

	private volatile Profile profile;

	private volatile long latest;

	private volatile boolean astray;

	LoopMember(String nick, NettyLoop loop) {
		this.profile = new Profile(nick, nick, "example.org", nick, null, null, false);
		this.loop = loop;
	}

	private void hear(ChatEvent event) {
		this.astray |= !this.loop.isCurrent();
		this.heard.add(event);
		if (event instanceof RoomEvent happened) {
			this.latest = happened.stamp().sequence();
		}
	}

	/** What it has heard, to be asked for when its loop has settled. */
	List<ChatEvent> heard() {
		return this.heard;
	}

	/** The number of what it has heard last. */
	long latest() {
		return this.latest;
	}

	/** Whether it was told something on another thread than that of its loop. */
	boolean isAstray() {
		return this.astray;
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
	public NettyLoop eventLoop() {
		return this.loop;
	}

}
