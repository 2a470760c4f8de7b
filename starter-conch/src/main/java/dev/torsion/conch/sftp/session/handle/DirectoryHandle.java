package dev.torsion.conch.sftp.session.handle;

import java.io.IOException;

import dev.torsion.files.FileListing;
import dev.torsion.files.FilePath;

/**
 * An open directory.
 */
public final class DirectoryHandle implements Handle {

	private final FilePath path;

	private final FileListing listing;

	private boolean begun;

	/**
	 * Creates the handle.
	 * @param path what it was opened by
	 * @param listing its entries
	 */
	public DirectoryHandle(FilePath path, FileListing listing) {
		this.path = path;
		this.listing = listing;
	}

	@Override
	public FilePath path() {
		return this.path;
	}

	/**
	 * Its entries.
	 * @return the entries
	 */
	public FileListing listing() {
		return this.listing;
	}

	/**
	 * Whether it is read for the first time.
	 * @return whether it is, once
	 */
	public boolean begin() {
		boolean first = !this.begun;
		this.begun = true;
		return first;
	}

	@Override
	public void close() throws IOException {
		this.listing.close();
	}

}
