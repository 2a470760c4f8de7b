package dev.torsion.conch.session;

import java.util.List;

import org.springframework.util.Assert;

/**
 * What all sessions have in common.
 *
 * @param window how many bytes a peer may send before they are processed: 64 KiB to 64
 * MiB
 * @param sendQueueLimit how many bytes of a program may wait for the peer to read
 * @param maxSessions most sessions of a connection at a time
 * @param acceptEnv which variables peers may set: names, of which {@code *} at the end
 * stands for anything
 */
public record SessionSettings(int window, int sendQueueLimit, int maxSessions, List<String> acceptEnv) {

	/**
	 * Two MiB as with OpenSSH, ten sessions, and the variables of language and terminal,
	 * and the version of Git's protocol.
	 */
	public static final SessionSettings DEFAULT = new SessionSettings(2 << 20, 1 << 20, 10,
			List.of("LANG", "LC_*", "TERM", "COLORTERM", "GIT_PROTOCOL"));

	public SessionSettings {
		Assert.isTrue(window >= 64 << 10 && window <= 64 << 20, "'window' must be from 64 KiB to 64 MiB");
		Assert.isTrue(sendQueueLimit > 0, "'sendQueueLimit' must be positive");
		Assert.isTrue(maxSessions > 0, "'maxSessions' must be positive");
		acceptEnv = List.copyOf(acceptEnv);
	}

	/** Whether a peer may set a variable. */
	boolean accepts(String variable) {
		return this.acceptEnv.stream()
			.anyMatch((name) -> name.endsWith("*") ? variable.startsWith(name.substring(0, name.length() - 1))
					: variable.equals(name));
	}

}
