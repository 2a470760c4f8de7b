package dev.torsion.mail.pop3.session.maildrop;

import dev.torsion.mail.pop3.session.reply.Pop3Exception;

/**
 * The numbers in commands.
 */
public final class Numbers {

	private static final int DIGITS = 10;

	private Numbers() {
	}

	/**
	 * Reads a number, without a sign.
	 * @param text the text
	 * @return the number; {@link Long#MAX_VALUE} if it has so many digits that nothing
	 * has so many
	 * @throws Pop3Exception if it is none
	 */
	public static long parse(String text) {
		if (text.isEmpty() || !text.chars().allMatch((character) -> character >= '0' && character <= '9')) {
			throw new Pop3Exception("That is no number");
		}
		return (text.length() > DIGITS) ? Long.MAX_VALUE : Long.parseLong(text);
	}

}
