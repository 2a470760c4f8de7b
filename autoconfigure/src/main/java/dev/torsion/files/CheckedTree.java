package dev.torsion.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A tree for platforms without {@link java.nio.file.SecureDirectoryStream}: the real path
 * of what is asked for must lie below that of the root, spelled exactly as asked for
 * (Windows and macOS would accept other spellings). Safe as long as nobody exchanges
 * entries for links meanwhile; a file is checked again once it is open.
 */
final class CheckedTree implements FileTree {

	private static final int MAX_PATH = 4095;

	private final Path root;

	CheckedTree(Path root) {
		this.root = root;
	}

	@Override
	public @Nullable FileEntry find(FilePath path) throws IOException {
		Path real = real(path);
		return (real != null) ? entry(real, path.name()) : null;
	}

	@Override
	public OpenFile open(FilePath path) throws IOException {
		Path real = real(path);
		FileEntry entry = (real != null) ? entry(real, path.name()) : null;
		if (real == null || entry == null || entry.directory()) {
			throw new NoSuchFileException(path.toString());
		}
		SeekableByteChannel channel = Files.newByteChannel(real,
				Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
		try {
			if (real.equals(real(path)) && entry.equals(entry(real, path.name()))) {
				return new OpenFile(entry.withSize(channel.size()), channel);
			}
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
		channel.close();
		throw new FileSystemException(path.toString(), null, "Changed while it was being opened");
	}

	@Override
	public List<FileEntry> list(FilePath directory, int limit) throws IOException {
		Path real = real(directory);
		if (real == null || directory.names().size() == FilePath.MAX_NAMES) {
			throw new NotDirectoryException(directory.toString());
		}
		List<FileEntry> entries = new ArrayList<>();
		try (DirectoryStream<Path> children = Files.newDirectoryStream(real)) {
			for (Path child : children) {
				String name = child.getFileName().toString();
				FileEntry entry = FilePath.allows(name) ? find(directory.resolve(name)) : null;
				if (entries.size() == limit) {
					break;
				}
				if (entry != null) {
					entries.add(entry);
				}
			}
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		return entries;
	}

	@Override
	public @Nullable Path path(FilePath path) throws IOException {
		Path real = real(path);
		return (real != null && entry(real, path.name()) != null) ? real : null;
	}

	@Override
	public String toString() {
		return this.root.toString();
	}

	private @Nullable Path real(FilePath path) throws IOException {
		try {
			Path asked = this.root;
			for (String name : path.names()) {
				asked = asked.resolve(name);
			}
			if (asked.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH) {
				return null;
			}
			Path spelled = asked.toRealPath(LinkOption.NOFOLLOW_LINKS);
			Path real = asked.toRealPath();
			boolean exact = path.names().isEmpty() || spelled.endsWith(String.join("/", path.names()));
			return (exact && real.startsWith(this.root.toRealPath())) ? real : null;
		}
		catch (AccessDeniedException ex) {
			throw ex;
		}
		catch (FileSystemException | InvalidPathException ex) {
			// Too long a name, a file where a directory is needed, a loop of links: the
			// platforms word them in many ways, and none of them exists.
			return null;
		}
	}

	private static @Nullable FileEntry entry(Path real, String name) throws IOException {
		try {
			BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			boolean exists = attributes.isDirectory() || attributes.isRegularFile();
			return exists ? FileEntry.of(name, attributes) : null;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

}
