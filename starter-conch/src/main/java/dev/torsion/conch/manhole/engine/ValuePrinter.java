package dev.torsion.conch.manhole.engine;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Prints values: not more than what has room, nothing that a terminal would obey.
 */
final class ValuePrinter {

	private static final int MAX_DEPTH = 8;

	private final Limits limits;

	ValuePrinter(Limits limits) {
		this.limits = limits;
	}

	/**
	 * Prints a value.
	 * @param value the value
	 * @return the text, which is longer than the limit by some words at most
	 */
	String print(@Nullable Object value) {
		StringBuilder text = new StringBuilder();
		append(value, text, 0);
		return cut(text);
	}

	private String cut(StringBuilder text) {
		int length = this.limits.length();
		if (text.length() <= length) {
			return text.toString();
		}
		return text.substring(0, length) + "... (" + (text.length() - length) + " more characters, at least)";
	}

	private boolean isFull(StringBuilder text) {
		return text.length() > this.limits.length();
	}

	private void append(@Nullable Object value, StringBuilder text, int depth) {
		if (isFull(text)) {
			return;
		}
		if (depth > MAX_DEPTH) {
			text.append("...");
		}
		else if (value instanceof CharSequence string) {
			appendQuoted(string, text, '"');
		}
		else if (value instanceof Character character) {
			appendQuoted(character.toString(), text, '\'');
		}
		else if (value instanceof Map<?, ?> map) {
			appendAll(map.entrySet().iterator(), text, '{', '}', depth);
		}
		else if (value instanceof Map.Entry<?, ?> entry) {
			appendEntry(entry, text, depth);
		}
		else if (value instanceof Iterable<?> elements && isPlain(elements)) {
			appendAll(elements.iterator(), text, '[', ']', depth);
		}
		else if (value != null && value.getClass().isArray()) {
			appendAll(IntStream.range(0, Array.getLength(value)).mapToObj((i) -> Array.get(value, i)).iterator(), text,
					'[', ']', depth);
		}
		else {
			appendEscaped(String.valueOf(value), text);
		}
	}

	/** A path is made of paths. */
	private static boolean isPlain(Iterable<?> elements) {
		return elements instanceof Collection || elements.getClass().getName().startsWith("java.util.");
	}

	private void appendAll(Iterator<?> elements, StringBuilder text, char open, char close, int depth) {
		text.append(open);
		for (int i = 0; elements.hasNext() && !isFull(text); i++) {
			text.append((i > 0) ? ", " : "");
			if (i == this.limits.elements()) {
				text.append("...");
				break;
			}
			append(elements.next(), text, depth + 1);
		}
		text.append(close);
	}

	private void appendEntry(Map.Entry<?, ?> entry, StringBuilder text, int depth) {
		append(entry.getKey(), text, depth);
		text.append('=');
		boolean secret = entry.getKey() instanceof String name && Secrets.isSecret(name) && entry.getValue() != null;
		append(secret ? new Masked() : entry.getValue(), text, depth);
	}

	private void appendQuoted(CharSequence string, StringBuilder text, char quote) {
		text.append(quote);
		for (int i = 0; i < string.length() && !isFull(text); i++) {
			char c = string.charAt(i);
			if (c == quote || c == '\\') {
				text.append('\\').append(c);
			}
			else {
				text.append((c == '\n') ? "\\n" : (c == '\t') ? "\\t" : escaped(c));
			}
		}
		text.append(quote);
	}

	private void appendEscaped(String string, StringBuilder text) {
		for (int i = 0; i < string.length() && !isFull(text); i++) {
			text.append(escaped(string.charAt(i)));
		}
	}

	/**
	 * Without control characters, of which line feeds and tabs may stay.
	 * @param text any text
	 * @return what can be sent to a terminal
	 */
	static String harmless(String text) {
		StringBuilder escaped = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			escaped.append(escaped(text.charAt(i)));
		}
		return escaped.toString();
	}

	private static String escaped(char c) {
		return (Character.isISOControl(c) && c != '\n' && c != '\t') ? "\\u%04x".formatted((int) c) : String.valueOf(c);
	}

	private static final class Masked {

		@Override
		public String toString() {
			return Secrets.MASK;
		}

	}

}
