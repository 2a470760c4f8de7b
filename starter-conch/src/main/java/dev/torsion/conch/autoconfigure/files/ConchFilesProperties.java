package dev.torsion.conch.autoconfigure.files;

import java.util.Map;
import java.util.Set;

import dev.torsion.files.roots.FileLimits;
import dev.torsion.files.roots.FilePermission;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the files that SFTP and SCP serve.
 *
 * @param root directory that peers see as the root of all files; '{user}' in it stands
 * for the name of the account. There is neither SFTP nor SCP until it is set
 * @param create whether directories are made: the one of an account when it logs in first
 * @param readOnly whether nothing can be written, whatever is permitted
 * @param permissions what each role may do: list, read, write, delete. Everybody may do
 * everything if none is set
 * @param quota the room that the files of a root may take
 */
@ConfigurationProperties("network.conch.sftp")
public record ConchFilesProperties(@Nullable String root, @DefaultValue("false") boolean create,
		@DefaultValue("false") boolean readOnly, @DefaultValue Map<String, Set<FilePermission>> permissions,
		@DefaultValue Quota quota) {

	/**
	 * The room that the files of a root may take.
	 *
	 * @param size the sum of their lengths; all there is if not set
	 * @param files the number of files, directories and links, 1000000 at most
	 */
	public record Quota(@Nullable DataSize size, @Nullable Integer files) {

		@Nullable FileLimits limits() {
			if (this.size == null && this.files == null) {
				return null;
			}
			try {
				return new FileLimits((this.size != null) ? this.size.toBytes() : Long.MAX_VALUE,
						(this.files != null) ? this.files : FileLimits.MAX_FILES);
			}
			catch (IllegalArgumentException ex) {
				throw new FailureAnalyzedException(
						"In network.conch.sftp.quota, size must be positive and files 0 to %d."
							.formatted(FileLimits.MAX_FILES),
						"Set another value there.", ex);
			}
		}

	}

}
