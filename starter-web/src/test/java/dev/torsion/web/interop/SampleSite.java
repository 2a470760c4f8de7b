package dev.torsion.web.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A folder with one of everything.
 */
final class SampleSite {

	private static final FileTime MODIFIED = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));

	private SampleSite() {
	}

	static Path create(Path work) throws IOException {
		Path root = Files.createDirectories(work.resolve("htdocs"));
		for (String folder : new String[] { "sub", "bare", "doc" }) {
			Files.createDirectories(root.resolve(folder));
		}
		for (String name : new String[] { "index.html", "sub/index.htm", "bare/page.html", "doc/note.txt", "style.css",
				"app.js", "data.json", "image.svg", "noext", "with space.txt", "\u00fc.txt", "100%.txt", ".secret" }) {
			Files.writeString(root.resolve(name), "This is " + name + "\n");
		}
		Files.createFile(root.resolve("empty.txt"));
		Files.writeString(root.resolve("small.txt"), "0123456789abcdef".repeat(64));
		byte[] large = new byte[300_000];
		new Random(1).nextBytes(large);
		Files.write(root.resolve("large.bin"), large);
		Files.createSymbolicLink(root.resolve("inside.txt"), Path.of("small.txt"));
		Files.createSymbolicLink(root.resolve("outside.txt"), Files.writeString(work.resolve("outside"), "outside"));
		try (Stream<Path> files = Files.walk(root)) {
			for (Path file : files.toList()) {
				Files.setLastModifiedTime(file, MODIFIED);
			}
		}
		return root;
	}

}
