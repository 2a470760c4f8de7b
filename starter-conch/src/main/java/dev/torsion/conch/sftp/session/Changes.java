package dev.torsion.conch.sftp.session;

import java.io.IOException;
import java.time.Instant;

import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.StatusCode;
import dev.torsion.files.FileChange;
import dev.torsion.files.FilePath;
import dev.torsion.files.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * Changes of attributes: section 6.9 of the draft. Owners can be set to what they are,
 * and nothing else; permissions that let programs run as others are left out.
 */
public final class Changes {

	private Changes() {
	}

	/**
	 * Changes attributes of a file.
	 * @param session the session
	 * @param path the file
	 * @param asked what was asked for
	 * @param follow whether a link in the last place is followed
	 * @throws IOException if the file system fails, or forbids
	 */
	public static void apply(SftpSession session, FilePath path, Attributes asked, boolean follow) throws IOException {
		if (asked.owner() != null) {
			FileStatus status = session.tree().status(path, follow);
			if (!asked.owner().equals(session.entries().attributes(status).owner())) {
				throw new SftpException(StatusCode.PERMISSION_DENIED);
			}
		}
		if (asked.size() != null && asked.size() < 0) {
			throw new SftpException(StatusCode.FAILURE);
		}
		Attributes.Times times = asked.times();
		Integer permissions = asked.permissions();
		session.tree()
			.change(path,
					new FileChange(asked.size(), (permissions != null) ? permissions & 0777 : null,
							(times != null) ? instant(times.accessed()) : null,
							(times != null) ? instant(times.modified()) : null),
					follow);
	}

	private static @Nullable Instant instant(int seconds) {
		return Instant.ofEpochSecond(Integer.toUnsignedLong(seconds));
	}

}
