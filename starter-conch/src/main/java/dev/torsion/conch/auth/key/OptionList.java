package dev.torsion.conch.auth.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Options of a line of {@code authorized_keys}, taken apart: names and values, separated
 * by commas.
 */
final class OptionList {

	private final String text;

	private int position;

	private OptionList(String text) {
		this.text = text;
	}

	/**
	 * Takes options apart.
	 * @param text the options
	 * @return the options, in their order
	 * @throws IllegalArgumentException if they are none
	 */
	static List<Option> read(String text) {
		OptionList list = new OptionList(text);
		List<Option> options = new ArrayList<>();
		if (!text.isEmpty()) {
			options.add(list.option());
			while (list.position < text.length()) {
				list.expect(',');
				options.add(list.option());
			}
		}
		return options;
	}

	private Option option() {
		int start = this.position;
		while (this.position < this.text.length() && isOfName(this.text.charAt(this.position))) {
			this.position++;
		}
		String name = this.text.substring(start, this.position).toLowerCase(Locale.ROOT);
		if (name.isEmpty()) {
			throw new IllegalArgumentException("an option without a name");
		}
		boolean hasValue = this.position < this.text.length() && this.text.charAt(this.position) == '=';
		return new Option(name, hasValue ? value() : null);
	}

	private static boolean isOfName(char character) {
		return character == '-' || Character.isLetterOrDigit(character);
	}

	/** A backslash is one, unless a quotation mark follows. */
	private String value() {
		expect('=');
		expect('"');
		StringBuilder value = new StringBuilder();
		while (this.position < this.text.length() && this.text.charAt(this.position) != '"') {
			if (this.text.startsWith("\\\"", this.position)) {
				this.position++;
			}
			value.append(this.text.charAt(this.position++));
		}
		expect('"');
		return value.toString();
	}

	private void expect(char character) {
		if (this.position == this.text.length() || this.text.charAt(this.position) != character) {
			throw new IllegalArgumentException("options that cannot be read");
		}
		this.position++;
	}

	/**
	 * An option.
	 *
	 * @param name its name, in lower case
	 * @param value its value, {@code null} if it has none
	 */
	record Option(String name, @Nullable String value) {

	}

}
