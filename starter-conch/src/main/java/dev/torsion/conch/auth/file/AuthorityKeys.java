package dev.torsion.conch.auth.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.torsion.cred.account.Secret;
import dev.torsion.files.WatchedFile;
import dev.torsion.net.EventLoop;

/**
 * The keys of authorities that sign certificates: lines as {@code authorized_keys} has
 * them, and files of such lines, which are read anew when they change. A line that is
 * none is a mistake.
 */
public final class AuthorityKeys implements Supplier<List<Secret.PublicKey>>, AutoCloseable {

	private final List<Secret.PublicKey> lines;

	private final List<WatchedFile<List<Secret.PublicKey>>> files = new ArrayList<>();

	/**
	 * Reads keys. Blocks.
	 * @param lines lines with keys
	 * @param files files of such lines
	 * @param loop where to look at files later on
	 * @throws IOException if a file cannot be read, or has a mistake in it
	 * @throws IllegalArgumentException if a line is no key; the message says why
	 */
	public AuthorityKeys(List<String> lines, List<Path> files, EventLoop loop) throws IOException {
		this.lines = lines.stream().map(Secret.PublicKey::parse).toList();
		for (Path file : files) {
			this.files.add(new WatchedFile<>(file, AuthorityKeys::read, loop));
		}
	}

	private static List<Secret.PublicKey> read(Path file) throws IOException {
		if (Files.size(file) > AuthorizedKeyFiles.MAX_SIZE) {
			throw new IOException("It is larger than " + AuthorizedKeyFiles.MAX_SIZE + " bytes");
		}
		try {
			return Files.readString(file)
				.lines()
				.map(String::strip)
				.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
				.map(Secret.PublicKey::parse)
				.toList();
		}
		catch (IllegalArgumentException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	@Override
	public List<Secret.PublicKey> get() {
		List<Secret.PublicKey> keys = new ArrayList<>(this.lines);
		this.files.forEach((file) -> keys.addAll(file.contents()));
		return keys;
	}

	@Override
	public void close() {
		this.files.forEach(WatchedFile::close);
	}

}
