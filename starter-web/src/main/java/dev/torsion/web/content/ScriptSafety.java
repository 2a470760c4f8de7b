package dev.torsion.web.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;

import org.jspecify.annotations.Nullable;

/**
 * Whether a file may be run, as far as its permissions tell.
 */
final class ScriptSafety {

	private ScriptSafety() {
	}

	/**
	 * What speaks against running a file.
	 * @param file its real path
	 * @param root the real path of the root of its mount
	 * @param program whether it is run by itself and not by an interpreter
	 * @return the reason, or {@code null} if there is none
	 */
	static @Nullable String fault(Path file, Path root, boolean program) throws IOException {
		if (program && !Files.isExecutable(file)) {
			return "this user may not execute it";
		}
		if (!program && !Files.isReadable(file)) {
			return "this user may not read it";
		}
		// Who may write to a directory may replace what is in it.
		for (Path at = file; at != null && at.startsWith(root); at = at.getParent()) {
			if (isWritableForAll(at)) {
				return "everybody may write to " + at;
			}
		}
		return null;
	}

	private static boolean isWritableForAll(Path path) throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
		return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_WRITE);
	}

}
