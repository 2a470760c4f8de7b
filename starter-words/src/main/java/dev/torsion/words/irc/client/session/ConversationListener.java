package dev.torsion.words.irc.client.session;

import dev.torsion.words.irc.client.IrcEvent;

/**
 * Who is told what happens in a conversation, on its event loop.
 */
public interface ConversationListener {

	/**
	 * Something has happened.
	 * @param event what
	 */
	void told(IrcEvent event);

	/**
	 * The server has let us in.
	 * @param commands what may be asked of it now
	 */
	void registered(Commands commands);

	/**
	 * The conversation is over.
	 * @param commands what may be asked for no more
	 */
	void ended(Commands commands);

}
