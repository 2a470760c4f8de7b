package dev.torsion.words.irc.session;

import reactor.core.publisher.Mono;

/**
 * Has a say about who comes in, and who takes which nickname. Declare a bean of this type
 * to add one; all of them are asked. Safe to use from any thread; never blocks.
 */
@FunctionalInterface
public interface Admission {

	/**
	 * Somebody comes in under a nickname, or takes another.
	 * @param session its conversation, on whose event loop this is called
	 * @param nick the nickname
	 * @return completes if it may. A nickname is refused by an {@link IrcException},
	 * which is answered as it says; who is to go is told so by {@link IrcSession#quit}
	 */
	Mono<Void> admit(IrcSession session, String nick);

}
