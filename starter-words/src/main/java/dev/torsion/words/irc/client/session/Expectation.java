package dev.torsion.words.irc.client.session;

import dev.torsion.words.irc.wire.IrcMessage;

/**
 * What an answer looks like.
 */
interface Expectation {

	/**
	 * What a message is to the one who waits.
	 * @param message the message, not in a batch that is an answer itself
	 * @return what it is
	 */
	Part test(IrcMessage message);

	/**
	 * Whether a batch is the answer.
	 * @param batch the batch, which has ended
	 * @return whether it is
	 */
	default boolean isAnsweredBy(Batches.Batch batch) {
		return false;
	}

	/** Whether a message says that something cannot be done. */
	static boolean isRefusal(IrcMessage message) {
		String command = message.command();
		return command.equals("FAIL")
				|| (command.length() == 3 && (command.charAt(0) == '4' || command.charAt(0) == '5'));
	}

	/** What a message may be. */
	enum Part {

		/** It has nothing to do with it. */
		NONE,

		/** A part of the answer. */
		LINE,

		/** A part of the answer, and the last one. */
		LAST,

		/** What says that there is no more. */
		END,

		/** The server does not do it. */
		REFUSAL

	}

}
