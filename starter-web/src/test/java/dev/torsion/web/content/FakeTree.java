package dev.torsion.web.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.files.FileEntry;
import dev.torsion.files.FilePath;
import dev.torsion.files.FileTree;
import dev.torsion.files.OpenFile;
import org.jspecify.annotations.Nullable;

/**
 * Files that count how often they are looked at.
 */
public final class FakeTree implements FileTree {

	/**
	 * How often a path was looked up.
	 */
	public final AtomicInteger finds = new AtomicInteger();

	/**
	 * How often a file was opened.
	 */
	public final AtomicInteger opens = new AtomicInteger();

	private final Map<FilePath, FileEntry> entries = new ConcurrentHashMap<>();

	private final Path directory;

	public FakeTree(Path directory) {
		this.directory = directory;
		this.entries.put(FilePath.ROOT, new FileEntry("", true, 0, Instant.now(), null));
	}

	public void put(String path, byte[] content, Instant modified) throws IOException {
		FilePath file = FilePath.of(path);
		Files.write(this.directory.resolve(file.name()), content);
		this.entries.put(file, new FileEntry(file.name(), false, content.length, modified, null));
	}

	public void remove(String path) {
		this.entries.remove(FilePath.of(path));
	}

	@Override
	public @Nullable FileEntry find(FilePath path) {
		this.finds.incrementAndGet();
		return this.entries.get(path);
	}

	@Override
	public OpenFile open(FilePath path) throws IOException {
		this.opens.incrementAndGet();
		FileEntry entry = this.entries.get(path);
		if (entry == null) {
			throw new NoSuchFileException(path.toString());
		}
		SeekableByteChannel channel = FileChannel.open(this.directory.resolve(path.name()));
		return new OpenFile(entry, channel);
	}

	@Override
	public List<FileEntry> list(FilePath directory, int limit) {
		return this.entries.values().stream().limit(limit).toList();
	}

}
