package dev.torsion.conch;

import java.util.List;

import reactor.core.publisher.Mono;

/**
 * A command that has full control of its session. Each bean of this type is one, both for
 * {@code ssh host name ...} and in the shell. For most, {@link SshCommand} does.
 */
public interface ShellCommand {

	/**
	 * What it is called by.
	 * @return one word
	 */
	String name();

	/**
	 * What it does, for {@code help}.
	 * @return one line
	 */
	default String description() {
		return "";
	}

	/**
	 * Runs the command, as {@link SshProgram#run}. Whether it may be run is up to it: who
	 * has logged in is in Reactor's security context, so that a method it calls may be
	 * secured.
	 * @param session the session; in the shell, its input are the lines that are typed
	 * until ^D
	 * @param words the words behind the name
	 * @return the exit status, 0 to 255; empty for 0. Fails with {@link SshExitException}
	 * to tell the peer why
	 */
	Mono<Integer> run(SshSession session, List<String> words);

	/**
	 * What may be typed in the place of the last word.
	 * @param words the words behind the name, the last one unfinished, maybe empty
	 * @return words, those that do not begin like it included
	 */
	default List<String> complete(List<String> words) {
		return List.of();
	}

}
