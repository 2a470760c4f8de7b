package dev.torsion.text;

/**
 * Makes text that a peer has chosen fit for logs and audits.
 */
public final class PrintableText {

	private static final int LINE = 200;

	private PrintableText() {
	}

	/**
	 * A text that is a part of a line, of 200 code points at most.
	 * @param text the text
	 * @return the text to show
	 */
	public static String of(String text) {
		return of(text, LINE);
	}

	/**
	 * A text of one line without what a terminal acts upon: control characters, line
	 * separators and lone surrogates become {@code ?}, and so do format characters, which
	 * would turn the direction of a line or hide in it.
	 * @param text the text
	 * @param longest how many code points are taken; what is longer ends with three dots
	 * @return the text to show
	 */
	public static String of(String text, int longest) {
		StringBuilder result = new StringBuilder(Math.min(text.length(), longest));
		text.codePoints().limit(longest).forEach((character) -> result.appendCodePoint(shown(character)));
		return (text.codePointCount(0, text.length()) > longest) ? result.append("...").toString() : result.toString();
	}

	private static int shown(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				'?';
			default -> character;
		};
	}

}
