package dev.torsion.words.moderation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.torsion.net.EventLoop;
import dev.torsion.net.test.VirtualEventLoop;
import dev.torsion.words.ChatEvent;
import dev.torsion.words.Door;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is online, for tests.
 */
public final class Visitor implements Participant {

	private final EventLoop loop;

	private final @Nullable InetAddress address;

	private final Queue<ChatEvent> heard = new ConcurrentLinkedQueue<>();

	private final Queue<String> removals = new ConcurrentLinkedQueue<>();

	private final Door door = new Door() {

		@Override
		public void deliver(ChatEvent event, List<Participant> audience) {
			Visitor.this.heard.add(event);
		}

		@Override
		public String name() {
			return "test";
		}

	};

	private volatile Profile profile;

	private volatile boolean operator;

	private Visitor(String nick, @Nullable String account, @Nullable String address, EventLoop loop) {
		this.profile = new Profile(nick, nick, "host.example", nick, account, null, false);
		this.loop = loop;
		this.address = (address != null) ? address(address) : null;
	}

	/**
	 * Somebody on a loop of its own.
	 * @param nick the nickname
	 * @param account the account, if it has logged in
	 * @param address where from
	 * @return the participant
	 */
	public static Visitor of(String nick, @Nullable String account, @Nullable String address) {
		return new Visitor(nick, account, address, new VirtualEventLoop());
	}

	static InetAddress address(String text) {
		try {
			return InetAddress.getByName(text);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(text, ex);
		}
	}

	Visitor operator() {
		this.operator = true;
		return this;
	}

	Queue<ChatEvent> heard() {
		return this.heard;
	}

	/**
	 * What it was told when it was removed.
	 * @return the reasons
	 */
	public List<String> removals() {
		return List.copyOf(this.removals);
	}

	@Override
	public void remove(String reason) {
		this.removals.add(reason);
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
		return this.loop;
	}

	@Override
	public @Nullable InetAddress address() {
		return this.address;
	}

	@Override
	public boolean isOperator() {
		return this.operator;
	}

}
