package dev.torsion.conch.scp;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

import dev.torsion.files.FilePath;
import org.jspecify.annotations.Nullable;

/**
 * A word of a command line, as a path from the root of who has logged in.
 *
 * @param text the word, without quotes
 * @param wild where in it {@code *} and {@code ?} stand that were not quoted
 */
record ScpPath(String text, BitSet wild) {

	/**
	 * The path without {@code .} and {@code ..}; nothing is above the root.
	 * @return the path
	 * @throws IllegalArgumentException if a name in it is not allowed
	 */
	FilePath path() {
		return path(this.text);
	}

	/**
	 * What its last name stands for, if it has wildcards.
	 * @return the pattern of names, {@code null} if it is a name
	 */
	@Nullable Pattern pattern() {
		int start = this.text.lastIndexOf('/') + 1;
		if (this.wild.nextSetBit(start) < 0) {
			return null;
		}
		// As with a shell, hidden files have to be asked for
		StringBuilder pattern = new StringBuilder(this.text.startsWith(".", start) ? "" : "(?!\\.)");
		for (int i = start; i < this.text.length(); i++) {
			String character = this.text.substring(i, i + 1);
			pattern.append(!this.wild.get(i) ? Pattern.quote(character) : character.equals("*") ? ".*" : ".");
		}
		return Pattern.compile(pattern.toString(), Pattern.DOTALL);
	}

	/**
	 * Where that pattern is to be looked for.
	 * @return the directory
	 * @throws IllegalArgumentException if a name in it is not allowed
	 */
	FilePath directory() {
		return path(this.text.substring(0, this.text.lastIndexOf('/') + 1));
	}

	private static FilePath path(String text) {
		List<String> names = new ArrayList<>();
		for (String name : (text.equals("~") || text.startsWith("~/")) ? text.substring(1).split("/")
				: text.split("/")) {
			if (name.equals("..")) {
				if (!names.isEmpty()) {
					names.remove(names.size() - 1);
				}
			}
			else if (!name.isEmpty() && !name.equals(".")) {
				names.add(name);
			}
		}
		return new FilePath(names);
	}

}
