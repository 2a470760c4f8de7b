package dev.torsion.conch.manhole.engine;

import org.jspecify.annotations.Nullable;

/**
 * What the code of snippets calls to learn whether it is to stop. Public because that
 * code is in another package; of no use to anybody else.
 */
public final class StopCheck {

	private static final ThreadLocal<@Nullable SnippetExecution> running = new ThreadLocal<>();

	private StopCheck() {
	}

	/**
	 * Returns if the snippet that runs on this thread, if any, may go on.
	 * @throws Stopped if it may not
	 */
	public static void check() {
		SnippetExecution execution = running.get();
		if (execution != null && execution.isStopping()) {
			throw new Stopped();
		}
	}

	static void begin(SnippetExecution execution) {
		running.set(execution);
	}

	static void end() {
		running.remove();
	}

	/**
	 * Ends a snippet. Not an exception, so that snippets do not catch it by mistake.
	 */
	static final class Stopped extends Error {

		private static final long serialVersionUID = 1L;

		Stopped() {
			super("Stopped", null, false, false);
		}

	}

}
