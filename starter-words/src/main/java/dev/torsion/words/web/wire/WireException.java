package dev.torsion.words.web.wire;

import org.jspecify.annotations.Nullable;

/**
 * What a page has sent is no command.
 */
public final class WireException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String code;

	private final @Nullable String id;

	WireException(String code, @Nullable String id, String message) {
		super(message, null, false, false);
		this.code = code;
		this.id = id;
	}

	/**
	 * What is wrong, as it is sent.
	 * @return {@code malformed} or {@code unknown-command}
	 */
	public String code() {
		return this.code;
	}

	/**
	 * The identifier of what it would have been.
	 * @return the identifier, {@code null} if none was found
	 */
	public @Nullable String id() {
		return this.id;
	}

}
