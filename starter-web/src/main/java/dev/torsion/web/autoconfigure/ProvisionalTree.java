package dev.torsion.web.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.torsion.files.FileEntry;
import dev.torsion.files.FilePath;
import dev.torsion.files.FileTree;
import dev.torsion.files.OpenFile;

/**
 * Stands in for the jail until that is there.
 */
record ProvisionalTree(Path root) implements FileTree {

	@Override
	public @Nullable FileEntry find(FilePath path) throws IOException {
		try {
			return entry(resolve(path));
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	@Override
	public OpenFile open(FilePath path) throws IOException {
		Path file = resolve(path);
		return new OpenFile(entry(file), FileChannel.open(file));
	}

	@Override
	public List<FileEntry> list(FilePath directory, int limit) throws IOException {
		List<FileEntry> entries = new ArrayList<>();
		try (var paths = Files.newDirectoryStream(resolve(directory))) {
			for (Path path : paths) {
				entries.add(entry(path));
			}
		}
		return entries;
	}

	private Path resolve(FilePath path) {
		return this.root.resolve(String.join("/", path.names()));
	}

	private static FileEntry entry(Path path) throws IOException {
		BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
		return new FileEntry(path.getFileName().toString(), attributes.isDirectory(),
				attributes.isDirectory() ? 0 : attributes.size(), attributes.lastModifiedTime().toInstant(),
				attributes.fileKey());
	}

}
