package dev.torsion.conch.sftp.session.attributes;

import java.io.IOException;
import java.time.Instant;

import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.FileMode;
import dev.torsion.conch.sftp.wire.SftpException;
import dev.torsion.conch.sftp.wire.StatusCode;
import dev.torsion.files.FileChange;
import dev.torsion.files.FilePath;
import dev.torsion.files.WritableTree;

/**
 * Changes of attributes: section 6.9 of the draft. Owners can be set to what they are,
 * and nothing else; permissions that let programs run as others are left out.
 */
public final class Changes {

	private final WritableTree tree;

	private final Entries entries;

	/**
	 * Creates the changes.
	 * @param tree the files
	 * @param entries how they look
	 */
	public Changes(WritableTree tree, Entries entries) {
		this.tree = tree;
		this.entries = entries;
	}

	/**
	 * Changes attributes of a file.
	 * @param path the file
	 * @param asked what was asked for
	 * @param follow whether a link in the last place is followed
	 * @throws SftpException if it belongs to others than it is to belong to
	 * @throws IOException if the file system fails, or forbids
	 */
	public void apply(FilePath path, Attributes asked, boolean follow) throws IOException {
		Attributes.Owner owner = asked.owner();
		if (owner != null && !owner.equals(this.entries.attributes(this.tree.status(path, follow)).owner())) {
			throw new SftpException(StatusCode.PERMISSION_DENIED);
		}
		Long size = asked.size();
		if (size != null && size < 0) {
			throw new SftpException(StatusCode.FAILURE);
		}
		Integer permissions = asked.permissions();
		Attributes.Times times = asked.times();
		this.tree.change(path, new FileChange(size, (permissions != null) ? permissions & FileMode.PERMISSIONS : null,
				(times != null) ? instant(times.accessed()) : null, (times != null) ? instant(times.modified()) : null),
				follow);
	}

	private static Instant instant(int seconds) {
		return Instant.ofEpochSecond(Integer.toUnsignedLong(seconds));
	}

}
