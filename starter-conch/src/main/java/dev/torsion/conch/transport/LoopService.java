package dev.torsion.conch.transport;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.sshd.common.Closeable;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.closeable.AbstractInnerCloseable;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that belong together, until they are all closed.
 */
class LoopService extends AbstractInnerCloseable implements IoService {

	private final IoHandler handler;

	private final int most;

	private final Map<Long, IoSession> sessions = new ConcurrentHashMap<>();

	private volatile @Nullable IoServiceEventListener listener;

	/**
	 * Creates a service.
	 * @param handler speaks over the connections
	 * @param most how many sessions there may be
	 */
	LoopService(IoHandler handler, int most) {
		this.handler = handler;
		this.most = most;
	}

	IoHandler handler() {
		return this.handler;
	}

	/** Whether the session may be one of them. */
	final boolean add(ChannelSession session) {
		if (isClosing() || this.sessions.size() >= this.most) {
			return false;
		}
		this.sessions.put(session.getId(), session);
		return true;
	}

	final void remove(ChannelSession session) {
		this.sessions.remove(session.getId());
	}

	@Override
	public Map<Long, IoSession> getManagedSessions() {
		return Collections.unmodifiableMap(this.sessions);
	}

	@Override
	public @Nullable IoServiceEventListener getIoServiceEventListener() {
		return this.listener;
	}

	@Override
	public void setIoServiceEventListener(@Nullable IoServiceEventListener listener) {
		this.listener = listener;
	}

	@Override
	protected Closeable getInnerCloseable() {
		return builder().parallel(toString(), List.copyOf(this.sessions.values())).build();
	}

	@Override
	public String toString() {
		return getClass().getSimpleName();
	}

}
