package dev.torsion.names.store.file;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * The lines of a zone, one at a time, so that it is known where each record is from.
 */
interface Lines extends AutoCloseable {

	/**
	 * The next line.
	 * @return its bytes with the line feed, {@code null} after the last
	 * @throws ZoneFileException if it cannot be read
	 */
	byte @Nullable [] next();

	/**
	 * Where the latest line is, for the operator.
	 * @return the place
	 */
	String where();

	/**
	 * Tells whom the latest record belongs to.
	 * @param name the owner
	 */
	default void owner(Name name) {
	}

	@Override
	default void close() {
	}

}
