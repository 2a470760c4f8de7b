package dev.torsion.web.content;

/**
 * What is at a path. Immutable, shared by all requests for it.
 */
public sealed interface Resource permits SmallFile, LargeFile, Directory, Moved, ScriptResource, Missing {

	/**
	 * What it takes up in memory, near enough.
	 * @return a number of bytes
	 */
	default long weight() {
		return 256;
	}

}
