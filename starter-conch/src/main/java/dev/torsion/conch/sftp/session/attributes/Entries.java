package dev.torsion.conch.sftp.session.attributes;

import java.time.Clock;
import java.time.Instant;

import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.FileMode;
import dev.torsion.conch.sftp.wire.LongName;
import dev.torsion.conch.sftp.wire.PacketWriter;
import dev.torsion.files.FileStatus;

/**
 * Files as clients see them.
 */
public final class Entries {

	private final Owners owners;

	private final Clock clock;

	/**
	 * Creates the form.
	 * @param owners numbers of users and groups
	 * @param clock the time, and the time zone in which times are shown
	 */
	public Entries(Owners owners, Clock clock) {
		this.owners = owners;
		this.clock = clock;
	}

	/**
	 * The attributes of a file.
	 * @param status what is known of it
	 * @return its attributes
	 */
	public Attributes attributes(FileStatus status) {
		return attributes(status, status.size());
	}

	/**
	 * The attributes of an open file.
	 * @param status what is known of it
	 * @param size its size
	 * @return its attributes
	 */
	public Attributes attributes(FileStatus status, long size) {
		return new Attributes(size,
				new Attributes.Owner(this.owners.number(status.owner()), this.owners.number(status.group())),
				mode(status), new Attributes.Times(seconds(status.accessed()), seconds(status.modified())));
	}

	/**
	 * Writes an entry of a directory.
	 * @param out where to
	 * @param name its name
	 * @param status what is known of it
	 */
	public void write(PacketWriter out, String name, FileStatus status) {
		LongName form = new LongName(this.clock.instant(), this.clock.getZone());
		out.text(name)
			.text(form.line(mode(status), status.owner(), status.group(), status.size(), status.modified(), name));
		attributes(status).write(out);
	}

	private static int mode(FileStatus status) {
		return status.mode() | switch (status.type()) {
			case FILE -> FileMode.FILE;
			case DIRECTORY -> FileMode.DIRECTORY;
			case LINK -> FileMode.LINK;
			case OTHER -> 0;
		};
	}

	private static int seconds(Instant time) {
		return (int) Math.max(0, Math.min(time.getEpochSecond(), 0xffffffffL));
	}

}
