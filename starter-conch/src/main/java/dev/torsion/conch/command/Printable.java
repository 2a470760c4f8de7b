package dev.torsion.conch.command;

/**
 * Makes what was sent by somebody fit to be shown on a terminal: none of it is obeyed.
 */
public final class Printable {

	private static final int LONGEST = 200;

	private Printable() {
	}

	/**
	 * A text without control characters and without those that change the direction, and
	 * not longer than a few lines.
	 * @param text the text
	 * @return what may be shown
	 */
	public static String of(String text) {
		StringBuilder shown = new StringBuilder();
		text.codePoints().limit(LONGEST).forEach((point) -> {
			int type = Character.getType(point);
			boolean hidden = type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR
					|| type == Character.PARAGRAPH_SEPARATOR || type == Character.SURROGATE;
			shown.appendCodePoint(hidden ? '?' : point);
		});
		return (text.codePointCount(0, text.length()) > LONGEST) ? shown.append("...").toString() : shown.toString();
	}

}
