package dev.torsion.mail;

/**
 * What an SMTP server answers, RFC 5321 section 4.2, with the enhanced status code of RFC
 * 3463.
 *
 * @param code the reply code, 200 to 599
 * @param status the enhanced status code, such as {@code 5.1.1}; empty if there is none
 * @param text the text, one line or several separated by {@code \n}
 */
public record SmtpReply(int code, String status, String text) {

	/**
	 * A reply for the permanent failure of a recipient or message.
	 * @param status the enhanced status code
	 * @param text why
	 * @return the reply, 550
	 */
	public static SmtpReply refused(String status, String text) {
		return new SmtpReply(550, status, text);
	}

	/**
	 * A reply for what may succeed later.
	 * @param status the enhanced status code
	 * @param text why
	 * @return the reply, 451
	 */
	public static SmtpReply later(String status, String text) {
		return new SmtpReply(451, status, text);
	}

	/**
	 * Whether the peer is told that it has succeeded.
	 * @return whether the code is below 400
	 */
	public boolean isPositive() {
		return this.code < 400;
	}

	/**
	 * Whether the peer should try again.
	 * @return whether the code is from 400 to 499
	 */
	public boolean isTemporary() {
		return this.code >= 400 && this.code < 500;
	}

	@Override
	public String toString() {
		return this.code + (this.status.isEmpty() ? " " : " " + this.status + " ") + this.text;
	}

}
