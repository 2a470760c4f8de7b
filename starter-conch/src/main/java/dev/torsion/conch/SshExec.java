package dev.torsion.conch;

import org.jspecify.annotations.Nullable;

/**
 * Knows what runs for some command lines. Beans of this type are asked in their order;
 * the first that knows a line decides. Declare one to answer for commands of your own;
 * for most, {@link SshCommand} does.
 */
@FunctionalInterface
public interface SshExec {

	/**
	 * Finds the program of a command line. Called on the connection's scheduler, which it
	 * must not block.
	 * @param line the command line, as it was sent (or forced upon the key)
	 * @param session the session it would run in
	 * @return the program, {@code null} if the line means nothing here
	 */
	@Nullable SshProgram find(String line, SshSession session);

}
