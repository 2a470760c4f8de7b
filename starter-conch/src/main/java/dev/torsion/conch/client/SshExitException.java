package dev.torsion.conch.client;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A command has not ended with status 0.
 */
public final class SshExitException extends IOException {

	private static final long serialVersionUID = 1L;

	private final @Nullable Integer status;

	private final String errors;

	SshExitException(String target, @Nullable Integer status, String how, String errors) {
		super("A command at " + target + " " + how + (errors.isBlank() ? "" : ": " + errors.strip()));
		this.status = status;
		this.errors = errors;
	}

	/**
	 * The exit status.
	 * @return the status, {@code null} if there is none: it was killed, or the connection
	 * has ended
	 */
	public @Nullable Integer status() {
		return this.status;
	}

	/**
	 * What the command has written to its errors.
	 * @return the end of it; may have characters that terminals obey
	 */
	public String errors() {
		return this.errors;
	}

}
