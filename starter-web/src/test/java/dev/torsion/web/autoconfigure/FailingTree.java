package dev.torsion.web.autoconfigure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import dev.torsion.files.FileEntry;
import dev.torsion.files.FilePath;
import dev.torsion.files.FileTree;
import dev.torsion.files.OpenFile;

/**
 * Files that are there until they are opened.
 */
final class FailingTree implements FileTree {

	@Override
	public FileEntry find(FilePath path) {
		long size = path.name().endsWith("large") ? 1_000_000 : 1;
		return new FileEntry(path.name(), false, size, Instant.EPOCH, null);
	}

	@Override
	public OpenFile open(FilePath path) throws IOException {
		switch (path.name()) {
			case "denied" -> throw new AccessDeniedException(path.toString());
			case "busy" -> throw new RejectedExecutionException();
			case "broken" -> throw new IOException("for the test");
			default -> throw new NoSuchFileException(path.toString());
		}
	}

	@Override
	public List<FileEntry> list(FilePath directory, int limit) {
		return List.of();
	}

}
