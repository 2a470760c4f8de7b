package dev.torsion.files.roots;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import dev.torsion.files.FileChange;
import dev.torsion.files.FileEntry;
import dev.torsion.files.FileListing;
import dev.torsion.files.FilePath;
import dev.torsion.files.FileSpace;
import dev.torsion.files.FileStatus;
import dev.torsion.files.OpenFile;
import dev.torsion.files.WritableTree;
import org.jspecify.annotations.Nullable;

/**
 * A tree that asks something before it passes a request on.
 */
class FilteredTree implements WritableTree {

	private final WritableTree tree;

	FilteredTree(WritableTree tree) {
		this.tree = tree;
	}

	@Override
	public @Nullable FileEntry find(FilePath path) throws IOException {
		return this.tree.find(path);
	}

	@Override
	public OpenFile open(FilePath path) throws IOException {
		return this.tree.open(path);
	}

	@Override
	public List<FileEntry> list(FilePath directory, int limit) throws IOException {
		return this.tree.list(directory, limit);
	}

	@Override
	public @Nullable Path path(FilePath path) throws IOException {
		return this.tree.path(path);
	}

	@Override
	public FileStatus status(FilePath path, boolean follow) throws IOException {
		return this.tree.status(path, follow);
	}

	@Override
	public FileListing listing(FilePath directory) throws IOException {
		return this.tree.listing(directory);
	}

	@Override
	public FileChannel open(FilePath path, Set<? extends OpenOption> options, int mode) throws IOException {
		return this.tree.open(path, options, mode);
	}

	@Override
	public void createDirectory(FilePath directory, int mode) throws IOException {
		this.tree.createDirectory(directory, mode);
	}

	@Override
	public void delete(FilePath path) throws IOException {
		this.tree.delete(path);
	}

	@Override
	public void deleteDirectory(FilePath directory) throws IOException {
		this.tree.deleteDirectory(directory);
	}

	@Override
	public void rename(FilePath from, FilePath to, boolean replace) throws IOException {
		this.tree.rename(from, to, replace);
	}

	@Override
	public void link(FilePath existing, FilePath link) throws IOException {
		this.tree.link(existing, link);
	}

	@Override
	public void symlink(FilePath link, String target) throws IOException {
		this.tree.symlink(link, target);
	}

	@Override
	public String readLink(FilePath link) throws IOException {
		return this.tree.readLink(link);
	}

	@Override
	public void change(FilePath path, FileChange change, boolean follow) throws IOException {
		this.tree.change(path, change, follow);
	}

	@Override
	public FileSpace space(FilePath path) throws IOException {
		return this.tree.space(path);
	}

	@Override
	public String toString() {
		return this.tree.toString();
	}

}
