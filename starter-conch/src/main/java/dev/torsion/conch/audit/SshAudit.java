package dev.torsion.conch.audit;

/**
 * Is told who runs what. Called on the connection's scheduler, which it must not block.
 * Declare a bean of this type to keep an audit of your own.
 */
public interface SshAudit {

	/**
	 * A program is about to run. If this fails, it does not.
	 * @param run the program, and who runs it
	 */
	void started(ProgramRun run);

	/**
	 * A program has ended.
	 * @param run the program, and who ran it
	 * @param end how it has ended
	 */
	void ended(ProgramRun run, ProgramEnd end);

}
