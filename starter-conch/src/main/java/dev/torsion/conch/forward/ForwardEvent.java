package dev.torsion.conch.forward;

import java.util.Locale;

import dev.torsion.conch.SshConnection;
import org.jspecify.annotations.Nullable;

/**
 * A decision on something to be forwarded.
 *
 * @param connection the connection of the client
 * @param kind what was asked for
 * @param asked the host and port, as they were asked for; nothing in it that terminals
 * obey
 * @param address the address that was connected to, listened on or asked about,
 * {@code null} if it has not come to that
 * @param outcome what has become of it
 */
public record ForwardEvent(SshConnection connection, Kind kind, String asked, @Nullable String address,
		Outcome outcome) {

	private static final int MAX_ASKED = 280;

	public ForwardEvent {
		String shown = (asked.length() > MAX_ASKED) ? asked.substring(0, MAX_ASKED) : asked;
		asked = shown.replaceAll("[^\\x21-\\x7e]", "?");
	}

	@Override
	public String toString() {
		String who = this.connection.login().name() + " (" + this.connection + ")";
		String where = (this.address != null) ? this.asked + " at " + this.address : this.asked;
		return this.kind.verb + " " + where + " for " + who + ": "
				+ this.outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	/** What is asked for. */
	public enum Kind {

		/** To connect to something: {@code ssh -L}, {@code -D}, {@code -J}. */
		LOCAL("Connection to"),

		/** To listen on something: {@code ssh -R}. */
		REMOTE("Listener on");

		private final String verb;

		Kind(String verb) {
			this.verb = verb;
		}

	}

	/** What becomes of it. */
	public enum Outcome {

		/** It is forwarded. */
		ACCEPTED,

		/** No rule allows it, or the key does not. */
		DENIED,

		/** There are too many already. */
		TOO_MANY,

		/**
		 * It was allowed, but there is no such host, or nobody there, or no such port.
		 */
		FAILED

	}

}
