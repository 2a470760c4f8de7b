package dev.torsion.conch.command;

import java.util.List;

import dev.torsion.conch.SshSession;
import reactor.core.publisher.Mono;

/**
 * A command, wherever it comes from.
 */
interface Command {

	/**
	 * How it is written.
	 * @return one line
	 */
	String usage();

	/**
	 * What it does.
	 * @return one line, maybe empty
	 */
	String description();

	/**
	 * The words it begins with.
	 * @return one or more
	 */
	List<String> name();

	/**
	 * Runs it.
	 * @param session the session
	 * @param words all words of the line
	 * @return the exit status
	 */
	Mono<Integer> run(SshSession session, List<String> words);

	/**
	 * What may be typed in the place of the last word.
	 * @param words all words of the line, the last one unfinished
	 * @return words
	 */
	List<String> complete(List<String> words);

}
