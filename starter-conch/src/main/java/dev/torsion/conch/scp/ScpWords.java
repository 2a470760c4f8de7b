package dev.torsion.conch.scp;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Takes a command line apart as a POSIX shell would that knows quotes and wildcards and
 * nothing else: clients expect a shell, and quote for one.
 */
final class ScpWords {

	private final String line;

	private final List<ScpPath> words = new ArrayList<>();

	private @Nullable StringBuilder word;

	private BitSet wild = new BitSet();

	private int position;

	private ScpWords(String line) {
		this.line = line;
	}

	/**
	 * Takes a line apart.
	 * @param line the line
	 * @return its words, {@code null} if a quote is not closed
	 */
	static @Nullable List<ScpPath> of(String line) {
		ScpWords words = new ScpWords(line);
		return words.parse() ? words.words : null;
	}

	private boolean parse() {
		while (this.position < this.line.length()) {
			char next = this.line.charAt(this.position++);
			switch (next) {
				case ' ', '\t' -> end();
				case '\'' -> {
					if (!single()) {
						return false;
					}
				}
				case '"' -> {
					if (!twofold()) {
						return false;
					}
				}
				case '\\' -> escaped();
				default -> plain(next);
			}
		}
		end();
		return true;
	}

	private void plain(char next) {
		if (next == '*' || next == '?') {
			this.wild.set(word().length());
		}
		word().append(next);
	}

	private void escaped() {
		word().append((this.position < this.line.length()) ? this.line.charAt(this.position++) : '\\');
	}

	private boolean single() {
		int end = this.line.indexOf('\'', this.position);
		if (end < 0) {
			return false;
		}
		word().append(this.line, this.position, end);
		this.position = end + 1;
		return true;
	}

	private boolean twofold() {
		StringBuilder word = word();
		while (this.position < this.line.length()) {
			char next = this.line.charAt(this.position++);
			if (next == '"') {
				return true;
			}
			boolean escape = next == '\\' && this.position < this.line.length()
					&& "$`\"\\".indexOf(this.line.charAt(this.position)) >= 0;
			word.append(escape ? this.line.charAt(this.position++) : next);
		}
		return false;
	}

	private StringBuilder word() {
		if (this.word == null) {
			this.word = new StringBuilder();
		}
		return this.word;
	}

	private void end() {
		if (this.word != null) {
			this.words.add(new ScpPath(this.word.toString(), this.wild));
			this.word = null;
			this.wild = new BitSet();
		}
	}

}
