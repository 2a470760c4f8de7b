package dev.torsion.web.autoconfigure;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.util.MimeType;

/**
 * Which content types {@code server.compression} compresses.
 */
final class Compressed {

	private Compressed() {
	}

	static Predicate<String> by(@Nullable ServerProperties server) {
		Compression compression = (server != null) ? server.getCompression() : null;
		if (compression == null || !compression.getEnabled()) {
			return (type) -> false;
		}
		List<MimeType> types = Stream.of(compression.getAllMimeTypes()).map(MimeType::valueOf).toList();
		return (type) -> types.isEmpty()
				|| types.stream().anyMatch((compressed) -> compressed.includes(MimeType.valueOf(type)));
	}

}
