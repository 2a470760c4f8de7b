package dev.torsion.conch.shell;

import java.time.Duration;

import dev.torsion.conch.terminal.TerminalSettings;
import org.jspecify.annotations.Nullable;

/**
 * How the shell is.
 *
 * @param role the role that is needed, without {@code ROLE_}; {@code null} for none
 * @param prompt what is in front of a line: <code>{user}</code> and
 * <code>{application}</code> stand for names
 * @param greeting what is shown first, empty for nothing
 * @param application the name of the application
 * @param idleTimeout after how much time in which nothing is typed it ends
 * @param terminal limits
 */
public record ShellSettings(@Nullable String role, String prompt, String greeting, String application,
		Duration idleTimeout, TerminalSettings terminal) {

}
