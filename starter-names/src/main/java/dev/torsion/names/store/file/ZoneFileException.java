package dev.torsion.names.store.file;

import org.jspecify.annotations.Nullable;

/**
 * A zone file that makes no zone. The message is for the operator: file, line and what is
 * wrong there.
 */
public final class ZoneFileException extends RuntimeException {

	ZoneFileException(String where, @Nullable String problem, @Nullable Throwable cause) {
		super(where + ": " + problem, cause);
	}

	ZoneFileException(String where, String problem) {
		this(where, problem, null);
	}

}
