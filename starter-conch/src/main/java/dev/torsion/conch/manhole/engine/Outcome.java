package dev.torsion.conch.manhole.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a piece of source came to.
 *
 * @param kind how it has ended
 * @param name the variable that holds the value, or what was declared; {@code null} if
 * there is none
 * @param type the type of the value, {@code null} if there is none
 * @param text the value, bounded; or what was wrong
 */
public record Outcome(Kind kind, @Nullable String name, @Nullable String type, String text) {

	/**
	 * How source has ended.
	 */
	public enum Kind {

		/**
		 * It has a value.
		 */
		VALUE,

		/**
		 * It has none: a statement, an import, a declaration.
		 */
		DONE,

		/**
		 * It was not run because it could not be compiled.
		 */
		REJECTED,

		/**
		 * It has failed.
		 */
		FAILED,

		/**
		 * It was stopped.
		 */
		STOPPED

	}

	/**
	 * Whether what follows in the same input may run.
	 * @return whether it may
	 */
	boolean goesOn() {
		return this.kind == Kind.VALUE || this.kind == Kind.DONE;
	}

}
