package dev.torsion.conch.process;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Takes a command line apart as a POSIX shell quotes words. No shell takes part in what
 * is run here, so a line that would need one is none: what means something to a shell has
 * to be quoted.
 */
public final class CommandWords {

	private static final String SPECIAL = ";&|<>()$`*?[]{}~#!\n\r\0";

	private final String line;

	private final List<String> words = new ArrayList<>();

	private @Nullable StringBuilder word;

	private int position;

	private CommandWords(String line) {
		this.line = line;
	}

	/**
	 * Takes a line apart.
	 * @param line the line
	 * @return its words, {@code null} if it takes a shell to understand it
	 */
	public static @Nullable List<String> of(String line) {
		CommandWords words = new CommandWords(line);
		return words.parse() ? words.words : null;
	}

	private boolean parse() {
		while (this.position < this.line.length()) {
			char next = this.line.charAt(this.position++);
			if (next == ' ' || next == '\t') {
				end();
			}
			else if (!part(next)) {
				return false;
			}
		}
		end();
		return true;
	}

	private boolean part(char next) {
		switch (next) {
			case '\'' -> {
				return quoted(this.line.indexOf('\'', this.position));
			}
			case '"' -> {
				int end = this.line.indexOf('"', this.position);
				return end >= 0 && plain(this.line.substring(this.position, end)) && quoted(end);
			}
			case '\\' -> {
				if (this.position == this.line.length() || this.line.charAt(this.position) == '\n') {
					return false;
				}
				word().append(this.line.charAt(this.position++));
				return true;
			}
			default -> {
				word().append(next);
				return SPECIAL.indexOf(next) < 0;
			}
		}
	}

	/** Within double quotes a shell still does something with these. */
	private static boolean plain(String quoted) {
		return quoted.indexOf('\\') < 0 && quoted.indexOf('$') < 0 && quoted.indexOf('`') < 0;
	}

	private boolean quoted(int end) {
		if (end < 0) {
			return false;
		}
		word().append(this.line, this.position, end);
		this.position = end + 1;
		return true;
	}

	private StringBuilder word() {
		if (this.word == null) {
			this.word = new StringBuilder();
		}
		return this.word;
	}

	private void end() {
		if (this.word != null) {
			this.words.add(this.word.toString());
			this.word = null;
		}
	}

}
