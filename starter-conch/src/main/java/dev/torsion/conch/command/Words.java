package dev.torsion.conch.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words, with the quotes of POSIX (section 2.2 of its shell language)
 * and nothing else of a shell: operators, variables and patterns are text.
 */
public final class Words {

	private final String line;

	private final List<String> words = new ArrayList<>();

	private final StringBuilder word = new StringBuilder();

	private boolean begun;

	private int position;

	private Words(String line) {
		this.line = line;
	}

	/**
	 * Splits a line.
	 * @param line the line
	 * @return its words
	 * @throws IllegalArgumentException if a quote is not closed, or a backslash ends the
	 * line
	 */
	public static List<String> split(String line) {
		return new Words(line).split();
	}

	private List<String> split() {
		while (this.position < this.line.length()) {
			char c = this.line.charAt(this.position++);
			switch (c) {
				case ' ', '\t', '\n', '\r' -> end();
				case '\'' -> single();
				case '"' -> doubled();
				case '\\' -> add(escaped());
				default -> add(c);
			}
		}
		end();
		return List.copyOf(this.words);
	}

	private void single() {
		this.begun = true;
		int close = this.line.indexOf('\'', this.position);
		if (close < 0) {
			throw new IllegalArgumentException("A ' is not closed");
		}
		this.word.append(this.line, this.position, close);
		this.position = close + 1;
	}

	/**
	 * Between these, a backslash is text unless it is in front of what it is needed for.
	 */
	private void doubled() {
		this.begun = true;
		while (this.position < this.line.length()) {
			char c = this.line.charAt(this.position++);
			if (c == '"') {
				return;
			}
			boolean escape = c == '\\' && this.position < this.line.length()
					&& "\\\"$`".indexOf(this.line.charAt(this.position)) >= 0;
			add(escape ? escaped() : c);
		}
		throw new IllegalArgumentException("A \" is not closed");
	}

	private char escaped() {
		if (this.position == this.line.length()) {
			throw new IllegalArgumentException("Nothing is behind the last \\");
		}
		return this.line.charAt(this.position++);
	}

	private void add(char c) {
		this.begun = true;
		this.word.append(c);
	}

	private void end() {
		if (this.begun) {
			this.words.add(this.word.toString());
			this.word.setLength(0);
			this.begun = false;
		}
	}

}
