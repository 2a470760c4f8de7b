package dev.torsion.words.irc.session;

import java.util.List;

import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * One command of IRC. Declare a bean of this type to add a command, or to replace that of
 * the same name. One object for all connections.
 */
public interface IrcCommand {

	/**
	 * Which command it is, and where it may be used. Asked once.
	 * @return the rule
	 */
	Rule rule();

	/**
	 * Runs the command, on the event loop of the connection; answers by the session.
	 * @param session the conversation
	 * @param message the command with its parameters
	 * @return completes when it has answered: nothing more is read from the client until
	 * then. A {@link dev.torsion.words.RoomException} or {@link IrcException} is answered
	 * as it says; any other failure is ours, logged and answered with 400
	 */
	Mono<Void> run(IrcSession session, IrcMessage message);

	/**
	 * What ISUPPORT says of it. Asked once.
	 * @param settings what holds for all clients
	 * @return tokens such as {@code MONITOR=100}, none by default
	 */
	default List<String> tokens(IrcSettings settings) {
		return List.of();
	}

	/**
	 * The nickname of a service: what is said to it runs the command, with the text as
	 * its parameter, and nobody else may have it. Asked once.
	 * @return the nickname, empty for none
	 */
	default String nickname() {
		return "";
	}

	/**
	 * A server takes up the command. Called once, before there is any conversation.
	 * @param server the server
	 */
	default void serve(IrcServer server) {
	}

	/**
	 * What CAP LS says of a capability beside its name.
	 * @param cap the capability
	 * @param session the conversation
	 * @return the value such as {@code max-lines=32}, empty for none that this command
	 * would know
	 */
	default String value(Cap cap, IrcSession session) {
		return "";
	}

}
