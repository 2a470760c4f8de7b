package dev.torsion.conch.session;

import java.util.concurrent.atomic.AtomicInteger;

import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;

/**
 * The sessions of a connection.
 */
final class OpenSessions {

	private static final AttributeKey<OpenSessions> SESSIONS = new AttributeKey<>();

	private final AtomicInteger open = new AtomicInteger();

	private volatile boolean complete;

	static OpenSessions of(Session session) {
		return session.computeAttributeIfAbsent(SESSIONS, (key) -> new OpenSessions());
	}

	/**
	 * One more, to be given back in any case.
	 * @param most how many there may be
	 * @return whether it may be used
	 */
	boolean open(int most) {
		return this.open.incrementAndGet() <= most && !this.complete;
	}

	void closed() {
		this.open.decrementAndGet();
	}

	/** There are not to be any more. */
	void complete() {
		this.complete = true;
	}

}
