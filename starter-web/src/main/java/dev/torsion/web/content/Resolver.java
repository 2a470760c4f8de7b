package dev.torsion.web.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;

import dev.torsion.files.FileEntry;
import dev.torsion.files.FilePath;
import dev.torsion.files.OpenFile;
import dev.torsion.web.wire.MediaTypes;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the file system to say what is at a path. Blocks.
 */
final class Resolver {

	private final Site site;

	private final MediaTypes types;

	private final int maxFileSize;

	private final ScriptFinder scripts;

	Resolver(Site site, MediaTypes types, int maxFileSize) {
		this.site = site;
		this.types = types;
		this.maxFileSize = maxFileSize;
		this.scripts = new ScriptFinder(site);
	}

	/**
	 * Resolves a path.
	 * @param path the decoded path
	 * @param known what was there when last looked at; returned if that is still true
	 */
	Resource resolve(String path, @Nullable Resource known) throws IOException {
		MountPoint mount = this.site.mountOf(path);
		if (mount == null) {
			return Missing.MISSING;
		}
		Resource script = mount.hasScripts() ? this.scripts.find(mount, path) : null;
		return (script != null) ? script : file(mount, path, known);
	}

	private Resource file(MountPoint mount, String path, @Nullable Resource known) throws IOException {
		FilePath below = parse(mount.below(path));
		FileEntry entry = (below != null) ? mount.files().find(below) : null;
		if (below == null || entry == null) {
			return Missing.MISSING;
		}
		boolean slash = path.endsWith("/");
		if (!entry.directory()) {
			return slash ? Missing.MISSING : file(mount, below, entry, known);
		}
		return slash ? directory(mount, below, known) : new Moved(path.substring(path.lastIndexOf('/') + 1));
	}

	private Resource directory(MountPoint mount, FilePath directory, @Nullable Resource known) throws IOException {
		for (String name : mount.index()) {
			FilePath index = directory.resolve(name);
			FileEntry entry = mount.files().find(index);
			if (entry != null && !entry.directory()) {
				return (mount.scripts().of(name) != null) ? this.scripts.script(mount, index, mount.path() + index, "")
						: file(mount, index, entry, known);
			}
		}
		return mount.listing() ? new Directory(mount, directory) : Missing.MISSING;
	}

	private Resource file(MountPoint mount, FilePath path, FileEntry entry, @Nullable Resource known)
			throws IOException {
		if (known instanceof SmallFile small && small.entry().equals(entry)
				|| known instanceof LargeFile large && large.entry().equals(entry)) {
			return known;
		}
		if (this.scripts.isSource(mount, path)) {
			return Missing.MISSING;
		}
		String type = this.types.of(entry.name());
		if (entry.size() <= this.maxFileSize) {
			try (OpenFile open = mount.files().open(path)) {
				if (open.entry().size() <= this.maxFileSize) {
					return small(type, open);
				}
			}
			catch (NoSuchFileException ex) {
				return Missing.MISSING;
			}
		}
		return new LargeFile(Head.of(type, entry, Head.tagOf(entry), this.types.isCompressible(type)), entry, mount,
				path);
	}

	private SmallFile small(String type, OpenFile open) throws IOException {
		ByteBuffer content = ByteBuffer.allocate((int) open.entry().size());
		while (content.hasRemaining() && open.channel().read(content) >= 0) {
			continue;
		}
		byte[] bytes = Arrays.copyOf(content.array(), content.position());
		FileEntry entry = new FileEntry(open.entry().name(), false, bytes.length, open.entry().modified(),
				open.entry().key());
		ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
		return new SmallFile(Head.of(type, entry, Head.tagOf(bytes), this.types.isCompressible(type)), entry, direct);
	}

	static @Nullable FilePath parse(String path) {
		try {
			return FilePath.of(path);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
