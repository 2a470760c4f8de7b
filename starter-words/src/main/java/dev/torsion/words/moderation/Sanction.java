package dev.torsion.words.moderation;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that an account, or everybody from a network, may not do on the whole server.
 *
 * @param id by which it is lifted: 1 to 16 letters and digits
 * @param kind what they may not do
 * @param target by what they are known
 * @param subject the account as it is looked up, or the network: an address, or a block
 * such as {@code 192.0.2.0/24}
 * @param end when it ends, {@code null} if it has to be lifted
 * @param reason why, for them to read; empty if that was not said
 * @param by who has imposed it
 * @param created when
 */
public record Sanction(String id, Kind kind, Target target, String subject, @Nullable Instant end, String reason,
		String by, Instant created) {

	/**
	 * Whether it has ended.
	 * @param now the time
	 * @return whether it has
	 */
	public boolean isOver(Instant now) {
		return this.end != null && !this.end.isAfter(now);
	}

	/**
	 * What whom it concerns is told.
	 * @return a sentence in English, without a full stop
	 */
	public String text() {
		return (this.kind == Kind.MUTE ? "You may not speak" : "You are banned from this server")
				+ ((this.end != null) ? " until " + this.end : "") + (this.reason.isEmpty() ? "" : ": " + this.reason);
	}

	boolean concernsTheSame(Sanction other) {
		return this.kind == other.kind && this.target == other.target && this.subject.equals(other.subject);
	}

	/**
	 * What they may not do.
	 */
	public enum Kind {

		/** Speak. */
		MUTE,

		/** Come online; who is online is ended. */
		BAN

	}

	/**
	 * By what they are known.
	 */
	public enum Target {

		/** Their account. */
		ACCOUNT,

		/** Where they come from. */
		NETWORK

	}

}
