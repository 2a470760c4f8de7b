package dev.torsion.conch;

import java.net.SocketAddress;

import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

import org.springframework.security.core.Authentication;

/**
 * A connection whose peer has logged in. Safe to use from any thread.
 */
public interface SshConnection {

	/**
	 * Which one it is, unique while the application runs: in logs, audits and endpoints.
	 * @return a short text
	 */
	String id();

	/**
	 * Who has logged in, and what was allowed to them.
	 * @return the login
	 */
	SshLogin login();

	/**
	 * Who has logged in.
	 * @return the authentication, without credentials
	 */
	default Authentication authentication() {
		return login().authentication();
	}

	/**
	 * The address of the peer, that of the client behind a proxy.
	 * @return the address, {@code null} if it is not known
	 */
	@Nullable SocketAddress peer();

	/**
	 * Where everything of this connection happens, one task after the other: programs may
	 * keep their state there without locks. No event loop, but not to be blocked for
	 * long, because the other channels of the connection wait as well.
	 * @return the scheduler
	 */
	Scheduler scheduler();

	/**
	 * Ends the connection: SSH_MSG_DISCONNECT, RFC 4253 section 11.1.
	 * @param reason what the peer is told
	 */
	void disconnect(String reason);

}
