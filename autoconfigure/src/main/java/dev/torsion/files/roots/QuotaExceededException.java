package dev.torsion.files.roots;

import java.nio.file.FileSystemException;

/**
 * There would be more files, or longer ones, than a {@link Quota} allows.
 */
public final class QuotaExceededException extends FileSystemException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 */
	public QuotaExceededException() {
		super(null, null, "Quota exceeded");
	}

}
