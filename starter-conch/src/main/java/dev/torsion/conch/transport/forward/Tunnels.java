package dev.torsion.conch.transport.forward;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.conch.forward.ForwardLimits;
import io.netty.channel.Channel;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What is forwarded over one connection of a client. Its listeners end with it.
 */
final class Tunnels {

	private static final AttributeKey<Tunnels> TUNNELS = new AttributeKey<>();

	private final AtomicInteger connections = new AtomicInteger();

	private final Map<String, Channel> listeners = new ConcurrentHashMap<>();

	private Tunnels(Session session) {
		session.addCloseFutureListener((closed) -> this.listeners.values().forEach(Channel::close));
	}

	static Tunnels of(Session session) {
		return session.computeAttributeIfAbsent(TUNNELS, (key) -> new Tunnels(session));
	}

	/**
	 * Takes the place of one connection.
	 * @return gives it back, however often it is run; {@code null} if there is none
	 */
	@Nullable Runnable admit(ForwardLimits limits) {
		int before = this.connections.getAndUpdate((count) -> Math.min(count + 1, limits.connections()));
		if (before >= limits.connections()) {
			return null;
		}
		AtomicBoolean given = new AtomicBoolean();
		return () -> {
			if (given.compareAndSet(false, true)) {
				this.connections.decrementAndGet();
			}
		};
	}

	/** What is listened on, by the host and port as they were asked for. */
	Map<String, Channel> listeners() {
		return this.listeners;
	}

}
