package dev.torsion.files.roots;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import dev.torsion.files.FileChange;
import dev.torsion.files.FilePath;
import dev.torsion.files.FileSpace;
import dev.torsion.files.FileStatus;
import dev.torsion.files.WritableTree;
import org.jspecify.annotations.Nullable;

/**
 * A tree whose files may only take so much room, whoever writes to it through this
 * object. A file counts with its length under each of its names, whether or not there are
 * holes in it. What would be too much fails with {@link QuotaExceededException}.
 */
public final class QuotaTree extends FilteredTree {

	private final Quota quota;

	/**
	 * Creates the view.
	 * @param tree the tree
	 * @param limits the limits
	 * @param clock tells when to count anew
	 */
	public QuotaTree(WritableTree tree, FileLimits limits, Clock clock) {
		super(tree);
		this.quota = new Quota(limits, tree, clock);
	}

	@Override
	public FileChannel open(FilePath path, Set<? extends OpenOption> options, int mode) throws IOException {
		boolean appending = options.contains(StandardOpenOption.APPEND);
		if (!appending && !options.contains(StandardOpenOption.WRITE)) {
			return super.open(path, options, mode);
		}
		FileChannel file = opened(path, options, mode);
		try {
			QuotaChannel channel = new QuotaChannel(file, this.quota, appending);
			return options.contains(StandardOpenOption.TRUNCATE_EXISTING) ? channel.truncate(0) : channel;
		}
		catch (IOException | RuntimeException ex) {
			file.close();
			throw ex;
		}
	}

	private FileChannel opened(FilePath path, Set<? extends OpenOption> options, int mode) throws IOException {
		boolean makes = options.contains(StandardOpenOption.CREATE);
		Set<OpenOption> existing = new HashSet<>(options);
		existing.remove(StandardOpenOption.TRUNCATE_EXISTING);
		existing.remove(StandardOpenOption.CREATE);
		if (!options.contains(StandardOpenOption.CREATE_NEW)) {
			try {
				return super.open(path, existing, mode);
			}
			catch (NoSuchFileException ex) {
				if (!makes) {
					throw ex;
				}
			}
		}
		Set<OpenOption> fresh = new HashSet<>(existing);
		fresh.add(StandardOpenOption.CREATE_NEW);
		try {
			return created(path, fresh, mode);
		}
		catch (FileAlreadyExistsException ex) {
			if (options.contains(StandardOpenOption.CREATE_NEW)) {
				throw ex;
			}
			// Made by somebody else meanwhile, or no regular file
			return super.open(path, existing, mode);
		}
	}

	@Override
	public void createDirectory(FilePath directory, int mode) throws IOException {
		taking(0, () -> super.createDirectory(directory, mode));
	}

	@Override
	public void symlink(FilePath link, String target) throws IOException {
		taking(0, () -> super.symlink(link, target));
	}

	@Override
	public void link(FilePath existing, FilePath link) throws IOException {
		taking(length(existing, true), () -> super.link(existing, link));
	}

	@Override
	public void delete(FilePath path) throws IOException {
		long length = length(path, false);
		super.delete(path);
		this.quota.giveBack(1, length);
	}

	@Override
	public void deleteDirectory(FilePath directory) throws IOException {
		super.deleteDirectory(directory);
		this.quota.giveBack(1, 0);
	}

	@Override
	public void rename(FilePath from, FilePath to, boolean replace) throws IOException {
		FileStatus replaced = replace ? find(to, false) : null;
		FileStatus renamed = (replaced != null) ? find(from, false) : null;
		super.rename(from, to, replace);
		if (replaced != null && renamed != null && !Objects.equals(renamed.key(), replaced.key())) {
			this.quota.giveBack(1, length(replaced));
		}
	}

	@Override
	public void change(FilePath path, FileChange change, boolean follow) throws IOException {
		Long size = change.size();
		if (size == null) {
			super.change(path, change, follow);
			return;
		}
		long before = length(path, follow);
		this.quota.take(0, Math.max(0, size - before));
		try {
			super.change(path, change, follow);
		}
		catch (IOException | RuntimeException ex) {
			this.quota.giveBack(0, Math.max(0, size - before));
			throw ex;
		}
		this.quota.giveBack(0, Math.max(0, before - size));
	}

	@Override
	public FileSpace space(FilePath path) throws IOException {
		FileSpace space = super.space(path);
		long left = this.quota.left();
		return new FileSpace(Math.min(space.total(), this.quota.maxBytes()), Math.min(space.free(), left),
				Math.min(space.usable(), left), space.readOnly());
	}

	private FileChannel created(FilePath path, Set<OpenOption> options, int mode) throws IOException {
		this.quota.take(1, 0);
		try {
			return super.open(path, options, mode);
		}
		catch (IOException | RuntimeException ex) {
			this.quota.giveBack(1, 0);
			throw ex;
		}
	}

	private void taking(long length, Making making) throws IOException {
		this.quota.take(1, length);
		try {
			making.make();
		}
		catch (IOException | RuntimeException ex) {
			this.quota.giveBack(1, length);
			throw ex;
		}
	}

	private long length(FilePath path, boolean follow) throws IOException {
		FileStatus found = find(path, follow);
		return (found != null) ? length(found) : 0;
	}

	private @Nullable FileStatus find(FilePath path, boolean follow) throws IOException {
		try {
			return status(path, follow);
		}
		catch (FileSystemException ex) {
			return null;
		}
	}

	private static long length(FileStatus status) {
		return (status.type() == FileStatus.Type.FILE) ? status.size() : 0;
	}

	/**
	 * Makes an entry.
	 */
	@FunctionalInterface
	private interface Making {

		void make() throws IOException;

	}

}
