package dev.torsion.web.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.files.FilePath;
import dev.torsion.files.FileTree;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Sees to it that no directory of CGI programs has a file in common with one whose files
 * are sent, whichever lies in the other: the programs could be fetched instead of run,
 * passwords in them and all.
 */
final class Overlaps {

	private final List<Place> programs = new ArrayList<>();

	private final List<Place> files = new ArrayList<>();

	void add(FileTree tree, boolean cgi, String source) {
		try {
			Path path = tree.path(FilePath.ROOT);
			if (path != null) {
				(cgi ? this.programs : this.files).add(new Place(path, source));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void check() {
		for (Place program : this.programs) {
			for (Place file : this.files) {
				if (program.path().startsWith(file.path()) || file.path().startsWith(program.path())) {
					throw new FailureAnalyzedException(
							"The CGI programs in '%s' (%s) could be fetched instead of run, because the files in '%s' (%s) are sent."
								.formatted(program.path(), program.source(), file.path(), file.source()),
							"Keep programs and files in directories of which neither lies in the other.");
				}
			}
		}
	}

	private record Place(Path path, String source) {

	}

}
