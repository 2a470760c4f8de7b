package dev.torsion.conch.manhole;

import java.util.List;
import java.util.function.Supplier;

import dev.torsion.conch.manhole.engine.Engine;
import dev.torsion.conch.manhole.engine.Suggestions;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Completes Java, and takes every line as it is.
 */
final class SnippetCompleter implements Completer, Parser {

	private final Engine engine;

	private final Supplier<String> before;

	/**
	 * Creates a completer.
	 * @param engine knows how source goes on
	 * @param before the lines before the one that is typed
	 */
	SnippetCompleter(Engine engine, Supplier<String> before) {
		this.engine = engine;
		this.before = before;
	}

	@Override
	public ParsedLine parse(String line, int cursor, ParseContext context) {
		int begin = cursor;
		while (begin > 0 && Character.isJavaIdentifierPart(line.charAt(begin - 1))) {
			begin--;
		}
		return new Line(line, cursor, line.substring(begin, cursor));
	}

	@Override
	public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
		if (line.line().startsWith("/")) {
			Prompt.COMMANDS.keySet()
				.forEach(
						(name) -> candidates.add(new Candidate(name.substring(1), name, null, null, null, null, true)));
			return;
		}
		String above = this.before.get();
		Suggestions suggestions = this.engine.suggest(above + line.line(), above.length() + line.cursor());
		for (String each : suggestions.continuations()) {
			candidates.add(new Candidate(each, each, null, null, null, null, false));
		}
	}

	/** A line whose only word is what is completed. */
	private record Line(String line, int cursor, String word) implements ParsedLine {

		@Override
		public int wordCursor() {
			return this.word.length();
		}

		@Override
		public int wordIndex() {
			return 0;
		}

		@Override
		public List<String> words() {
			return List.of(this.word);
		}

	}

}
