package dev.torsion.words.web.wire;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The properties of a command, which are taken out one after another: what is left in the
 * end is not known.
 */
final class Fields {

	/** The greatest integer that every reader of JSON has exactly. */
	private static final long MAX_NUMBER = (1L << 53) - 1;

	private final Map<String, Object> values;

	private final @Nullable String id;

	Fields(Map<String, Object> values) {
		this.values = values;
		this.id = id(values.remove("id"));
	}

	private static @Nullable String id(@Nullable Object id) {
		if (id != null && !(id instanceof String)) {
			throw new WireException("malformed", null, "'id' is no text");
		}
		return (String) id;
	}

	@Nullable String id() {
		return this.id;
	}

	/** One line of text that has to be there. */
	String text(String name) {
		String text = optional(name);
		if (text == null || text.isEmpty()) {
			throw malformed("'" + name + "' is missing");
		}
		return text;
	}

	/** One line of text, empty if it is not there. */
	String textOrEmpty(String name) {
		String text = optional(name);
		return (text != null) ? text : "";
	}

	@Nullable String optional(String name) {
		Object value = this.values.remove(name);
		if (value == null) {
			return null;
		}
		if (!(value instanceof String text)) {
			throw malformed("'" + name + "' is no text");
		}
		if (text.chars().anyMatch((character) -> character == 0 || character == '\r' || character == '\n')) {
			throw malformed("'" + name + "' is not one line");
		}
		return text;
	}

	boolean flag(String name, boolean otherwise) {
		Object value = this.values.remove(name);
		if (value != null && !(value instanceof Boolean)) {
			throw malformed("'" + name + "' is neither true nor false");
		}
		return (value != null) ? (Boolean) value : otherwise;
	}

	/** A number from 0 on. */
	@Nullable Long number(String name) {
		Object value = this.values.remove(name);
		if (value == null) {
			return null;
		}
		if (!(value instanceof Long number) || number < 0 || number > MAX_NUMBER) {
			throw malformed("'" + name + "' is no number from 0 on");
		}
		return number;
	}

	int number(String name, int otherwise) {
		Long number = number(name);
		return (number != null) ? (int) Math.min(number, Integer.MAX_VALUE) : otherwise;
	}

	void nothingElse() {
		if (!this.values.isEmpty()) {
			throw malformed("There is a property that the command does not have");
		}
	}

	WireException malformed(String message) {
		return new WireException("malformed", this.id, message);
	}

}
