package dev.torsion.mail.pop3.session;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The verbs of a server. Safe to use from any thread.
 */
public final class Pop3Commands {

	private final Map<String, Pop3Command> commands = new LinkedHashMap<>();

	/**
	 * Collects the verbs.
	 * @param commands the commands; of several of one verb the first
	 */
	public Pop3Commands(List<Pop3Command> commands) {
		commands.forEach((command) -> this.commands.putIfAbsent(command.rule().verb(), command));
	}

	/**
	 * All verbs.
	 * @return the commands
	 */
	public Collection<Pop3Command> all() {
		return this.commands.values();
	}

	@Nullable Pop3Command find(String verb) {
		return this.commands.get(verb);
	}

}
