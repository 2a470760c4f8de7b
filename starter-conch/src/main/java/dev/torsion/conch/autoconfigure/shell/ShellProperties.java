package dev.torsion.conch.autoconfigure.shell;

import java.time.Duration;

import dev.torsion.conch.shell.ShellSettings;
import dev.torsion.conch.terminal.TerminalSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the shell, and of the terminals of commands.
 *
 * @param enabled whether there is a shell
 * @param role role that is needed for it, without ROLE_
 * @param prompt what is in front of a line; {user} and {application} stand for names
 * @param greeting what is shown first
 * @param idleTimeout after how much time in which nothing is typed the shell ends
 * @param maxShells most shells with a terminal at a time
 * @param maxLine most characters of a line
 * @param history most lines kept of what an account has typed, in memory
 * @param writeTimeout how long a terminal may not read what is drawn on it
 */
@ConfigurationProperties("network.conch.shell")
public record ShellProperties(@DefaultValue("false") boolean enabled, @Nullable String role,
		@DefaultValue("{user}@{application}> ") String prompt, @DefaultValue("") String greeting,
		@DefaultValue("15m") Duration idleTimeout, @DefaultValue("100") int maxShells,
		@DefaultValue("4096") int maxLine, @DefaultValue("500") int history,
		@DefaultValue("30s") Duration writeTimeout) {

	TerminalSettings terminal() {
		return new TerminalSettings(this.maxLine, this.writeTimeout);
	}

	ShellSettings settings(String application) {
		return new ShellSettings(this.role, this.prompt, this.greeting, application, this.idleTimeout, terminal());
	}

}
