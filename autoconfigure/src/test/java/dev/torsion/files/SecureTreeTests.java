package dev.torsion.files;

import java.nio.file.Path;

class SecureTreeTests extends FileTreeLinkContract {

	@Override
	FileTree open(Path root) {
		return new SecureTree(root, false);
	}

}
