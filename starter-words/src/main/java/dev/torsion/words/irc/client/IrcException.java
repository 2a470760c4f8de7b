package dev.torsion.words.irc.client;

import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;

/**
 * The server has refused something, or cannot be asked: it is not connected, too much is
 * waiting for it, or it has not answered in time.
 */
public final class IrcException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final int MAX_TEXT = 200;

	private final Reason reason;

	private final String code;

	/**
	 * Creates the exception.
	 * @param reason why
	 * @param message what has happened; no secrets
	 */
	public IrcException(Reason reason, String message) {
		this(reason, "", message);
	}

	private IrcException(Reason reason, String code, String message) {
		super(message, null, false, false);
		this.reason = reason;
		this.code = code;
	}

	/**
	 * What the server has answered.
	 * @param answer an error numeric, or {@code FAIL}
	 * @return the exception
	 */
	public static IrcException of(IrcMessage answer) {
		return of(Reason.REFUSED, answer);
	}

	/**
	 * What the server has answered to something in particular.
	 * @param reason what could not be done
	 * @param answer an error numeric, or {@code FAIL}
	 * @return the exception
	 */
	public static IrcException of(Reason reason, IrcMessage answer) {
		String code = answer.command().equals("FAIL") ? answer.parameter(1) : answer.command();
		String text = answer.parameter(Math.max(0, answer.size() - 1));
		return new IrcException(reason, plain(code), "Refused: " + plain(text) + " (" + plain(code) + ")");
	}

	/**
	 * The text of a message of the server as an ending.
	 * @param text what it has said, {@code null} if it has said nothing
	 * @return the exception
	 */
	public static IrcException disconnected(@Nullable String text) {
		return new IrcException(Reason.DISCONNECTED, (text != null) ? plain(text) : "Not connected");
	}

	/** What a server has said may come into a log. */
	private static String plain(String text) {
		String begin = (text.length() > MAX_TEXT) ? text.substring(0, MAX_TEXT) + "..." : text;
		return begin.replaceAll("\\p{Cntrl}", "?");
	}

	/**
	 * Why it could not be done.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * What the server calls it.
	 * @return the numeric, such as {@code 473}, or the code of a standard reply; empty
	 * unless the server has refused
	 */
	public String code() {
		return this.code;
	}

	/**
	 * Why something cannot be done.
	 */
	public enum Reason {

		/** The server has refused. */
		REFUSED,

		/** The server has not accepted the login, or has not proved to know it. */
		LOGIN,

		/** The server cannot do that. */
		UNSUPPORTED,

		/** There is no connection, or it has ended meanwhile. */
		DISCONNECTED,

		/** More is waiting to be sent, or to be answered, than may. */
		BUSY,

		/** There was no answer in time. */
		TIMEOUT,

		/** The connection is not protected, and may not be plain text. */
		INSECURE

	}

}
