package dev.torsion.files;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * What symbolic links say.
 */
final class LinkText {

	private LinkText() {
	}

	/**
	 * How much of a text is the path of the root.
	 * @param root the path of the root, as given
	 * @param text what the link says
	 * @return the path that it begins with, as given or as real; {@code null} if it does
	 * not
	 * @throws IOException if the root cannot be found
	 */
	static @Nullable Path start(Path root, Path text) throws IOException {
		Path real = root.toRealPath();
		return text.startsWith(root) ? root : text.startsWith(real) ? real : null;
	}

	/**
	 * What a peer is told that a link says: no paths of the server.
	 * @param root the path of the root
	 * @param text what it says
	 * @return the text; what begins with the path of the root begins with a slash instead
	 * @throws IOException if the root cannot be found
	 */
	static String shown(Path root, Path text) throws IOException {
		Path start = text.isAbsolute() ? start(root, text) : null;
		return (start != null) ? "/" + start.relativize(text) : text.toString();
	}

}
