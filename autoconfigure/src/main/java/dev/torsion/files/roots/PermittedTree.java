package dev.torsion.files.roots;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

import dev.torsion.files.FileChange;
import dev.torsion.files.FileEntry;
import dev.torsion.files.FileListing;
import dev.torsion.files.FilePath;
import dev.torsion.files.FileSpace;
import dev.torsion.files.OpenFile;
import dev.torsion.files.WritableTree;

/**
 * A tree as an account may use it. What it may not do fails with
 * {@link AccessDeniedException}, whether or not there is such a file.
 */
public final class PermittedTree extends FilteredTree {

	/**
	 * All that does not write.
	 */
	public static final Set<FilePermission> READ_ONLY = Set.of(FilePermission.LIST, FilePermission.READ);

	private final Set<FilePermission> permissions;

	/**
	 * Creates the view.
	 * @param tree the tree
	 * @param permissions what may be done
	 */
	public PermittedTree(WritableTree tree, Set<FilePermission> permissions) {
		super(tree);
		this.permissions = Set.copyOf(permissions);
	}

	/**
	 * What may be done.
	 * @return the permissions
	 */
	public Set<FilePermission> permissions() {
		return this.permissions;
	}

	@Override
	public OpenFile open(FilePath path) throws IOException {
		require(FilePermission.READ, path);
		return super.open(path);
	}

	@Override
	public List<FileEntry> list(FilePath directory, int limit) throws IOException {
		require(FilePermission.LIST, directory);
		return super.list(directory, limit);
	}

	@Override
	public FileListing listing(FilePath directory) throws IOException {
		require(FilePermission.LIST, directory);
		return super.listing(directory);
	}

	@Override
	public FileChannel open(FilePath path, Set<? extends OpenOption> options, int mode) throws IOException {
		if (options.contains(StandardOpenOption.READ) || !writes(options)) {
			require(FilePermission.READ, path);
		}
		if (writes(options)) {
			require(FilePermission.WRITE, path);
		}
		return super.open(path, options, mode);
	}

	@Override
	public void createDirectory(FilePath directory, int mode) throws IOException {
		require(FilePermission.WRITE, directory);
		super.createDirectory(directory, mode);
	}

	@Override
	public void delete(FilePath path) throws IOException {
		require(FilePermission.DELETE, path);
		super.delete(path);
	}

	@Override
	public void deleteDirectory(FilePath directory) throws IOException {
		require(FilePermission.DELETE, directory);
		super.deleteDirectory(directory);
	}

	@Override
	public void rename(FilePath from, FilePath to, boolean replace) throws IOException {
		require(FilePermission.WRITE, from);
		super.rename(from, to, replace && this.permissions.contains(FilePermission.DELETE));
	}

	@Override
	public void link(FilePath existing, FilePath link) throws IOException {
		require(FilePermission.WRITE, link);
		super.link(existing, link);
	}

	@Override
	public void symlink(FilePath link, String target) throws IOException {
		require(FilePermission.WRITE, link);
		super.symlink(link, target);
	}

	@Override
	public void change(FilePath path, FileChange change, boolean follow) throws IOException {
		require(FilePermission.WRITE, path);
		super.change(path, change, follow);
	}

	@Override
	public FileSpace space(FilePath path) throws IOException {
		FileSpace space = super.space(path);
		boolean readOnly = space.readOnly() || !this.permissions.contains(FilePermission.WRITE);
		return new FileSpace(space.total(), space.free(), space.usable(), readOnly);
	}

	private void require(FilePermission permission, FilePath path) throws AccessDeniedException {
		if (!this.permissions.contains(permission)) {
			throw new AccessDeniedException(path.toString(), null, "Not permitted");
		}
	}

	/** All but READ asks for a file that is written to, or made. */
	private static boolean writes(Set<? extends OpenOption> options) {
		return options.stream().anyMatch((option) -> option != StandardOpenOption.READ);
	}

}
