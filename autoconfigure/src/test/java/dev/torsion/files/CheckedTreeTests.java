package dev.torsion.files;

import java.nio.file.Path;

class CheckedTreeTests extends FileTreeLinkContract {

	@Override
	FileTree open(Path root) {
		return new CheckedTree(root);
	}

}
