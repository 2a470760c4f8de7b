package dev.torsion.files;

import java.nio.file.Path;

class CheckedTreeTests extends FileTreeContract {

	@Override
	FileTree open(Path root) {
		return new CheckedTree(root);
	}

}
