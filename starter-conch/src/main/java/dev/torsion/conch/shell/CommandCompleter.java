package dev.torsion.conch.shell;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.conch.command.Commands;
import dev.torsion.conch.command.Words;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Completes the words of commands, and takes every line as it is.
 */
final class CommandCompleter implements Completer, Parser {

	private final Commands commands;

	CommandCompleter(Commands commands) {
		this.commands = commands;
	}

	@Override
	public ParsedLine parse(String line, int cursor, ParseContext context) {
		List<String> words = new ArrayList<>();
		String before = line.substring(0, Math.min(cursor, line.length()));
		int begin = before.lastIndexOf(' ') + 1;
		try {
			words.addAll(Words.split(before.substring(0, begin)));
		}
		catch (IllegalArgumentException ex) {
			words.clear();
		}
		words.add(before.substring(begin));
		return new Line(line, cursor, List.copyOf(words));
	}

	@Override
	public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
		this.commands.complete(line.words()).forEach((word) -> candidates.add(new Candidate(word)));
		if (line.wordIndex() == 0) {
			LineShell.OWN.forEach((word) -> candidates.add(new Candidate(word)));
		}
	}

	/** A line as JLine wants it, up to the cursor. */
	private record Line(String line, int cursor, List<String> words) implements ParsedLine {

		@Override
		public String word() {
			return this.words.get(wordIndex());
		}

		@Override
		public int wordCursor() {
			return word().length();
		}

		@Override
		public int wordIndex() {
			return this.words.size() - 1;
		}

	}

}
