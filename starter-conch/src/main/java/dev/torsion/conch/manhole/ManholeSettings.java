package dev.torsion.conch.manhole;

import java.time.Duration;
import java.time.Instant;

import dev.torsion.conch.manhole.engine.Limits;
import dev.torsion.conch.terminal.TerminalSettings;
import org.jspecify.annotations.Nullable;

/**
 * How the manhole is guarded.
 *
 * @param role who may enter, without {@code ROLE_}
 * @param until when it is closed for good, {@code null} for never
 * @param idleTimeout how long a session may stay without a line being typed
 * @param maxDuration how long a session may last
 * @param maxSessions most sessions at a time
 * @param shared whether all sessions share what is declared
 * @param printed what is printed of values
 * @param terminal limits of terminals
 */
public record ManholeSettings(String role, @Nullable Instant until, Duration idleTimeout, Duration maxDuration,
		int maxSessions, boolean shared, Limits printed, TerminalSettings terminal) {

	public ManholeSettings {
		if (role.isBlank()) {
			throw new IllegalArgumentException("The manhole needs a role");
		}
	}

}
