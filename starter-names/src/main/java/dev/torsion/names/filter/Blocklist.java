package dev.torsion.names.filter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.torsion.files.FileStamp;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;

/**
 * A list of names.
 *
 * @param file where the list is, beginning with {@code classpath:} or in the file system;
 * {@code null} if there is none
 * @param names names besides those of the file, written as there
 * @param answer what is answered in their place; lists that are zones (RPZ) say it
 * themselves, unless this is {@link BlockAnswer#ALLOW}
 * @param filtered whether clients have asked for it, which they are told (RFC 8914)
 */
public record Blocklist(@Nullable String file, List<String> names, BlockAnswer answer, boolean filtered) {

	private static final String CLASSPATH = "classpath:";

	public Blocklist {
		names = List.copyOf(names);
	}

	/** How a log names it. */
	String source() {
		return (this.file != null) ? this.file : "network.names.blocklists[].names";
	}

	InputStream open() throws IOException {
		String file = (this.file != null) ? this.file : "";
		return file.startsWith(CLASSPATH) ? new ClassPathResource(file.substring(CLASSPATH.length())).getInputStream()
				: Files.newInputStream(Path.of(file));
	}

	/** Tells one state of the file from the next, {@code null} if it does not change. */
	@Nullable FileStamp stamp() throws IOException {
		return (this.file == null || this.file.startsWith(CLASSPATH)) ? null : FileStamp.of(Path.of(this.file));
	}

}
