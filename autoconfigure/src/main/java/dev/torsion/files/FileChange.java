package dev.torsion.files;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is to change of a file or directory.
 *
 * @param size the new size of a regular file, {@code null} to leave it
 * @param mode the new permissions, the lower nine bits of {@code stat}, {@code null} to
 * leave them
 * @param accessed when it is to have been read last, {@code null} to leave it
 * @param modified when its content is to have changed last, {@code null} to leave it
 */
public record FileChange(@Nullable Long size, @Nullable Integer mode, @Nullable Instant accessed,
		@Nullable Instant modified) {

}
