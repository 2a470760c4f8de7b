package dev.torsion.files;

import java.io.IOException;
import java.nio.file.Path;

class WritableJailReadingTests extends FileTreeContract {

	@Override
	FileTree open(Path root) throws IOException {
		return new WritableJail(root);
	}

}
