package dev.torsion.conch.sftp.session;

import dev.torsion.conch.sftp.session.handle.Handles;

/**
 * What a request touches, and so which others may be done at the same time. Clients send
 * requests without waiting for replies and count upon their order, which is how OpenSSH's
 * server does them; so only what makes no difference is done side by side.
 *
 * @param kind what it does
 * @param handle the handle of the file
 * @param start the offset of the first byte
 * @param end the offset behind the last byte
 */
public record Overlap(Kind kind, long handle, long start, long end) {

	/**
	 * Nothing may be done at the same time.
	 */
	public static final Overlap NONE = new Overlap(Kind.ALONE, 0, 0, 0);

	/**
	 * What a reading request touches.
	 */
	public static final Overlap READ = new Overlap(Kind.READ, 0, 0, 0);

	/**
	 * What a writing request touches.
	 * @param handle the handle of the file
	 * @param start the offset of the first byte
	 * @param length how many bytes there are
	 * @return a part of a file
	 */
	public static Overlap write(long handle, long start, int length) {
		boolean sane = start >= 0 && start + length >= start;
		return (sane && Handles.isPositional(handle)) ? new Overlap(Kind.WRITE, handle, start, start + length) : NONE;
	}

	/**
	 * Whether both may be done at the same time.
	 * @param other what another request touches
	 * @return whether it makes no difference
	 */
	boolean allows(Overlap other) {
		return switch (this.kind) {
			case ALONE -> false;
			case READ -> other.kind == Kind.READ;
			case WRITE -> other.kind == Kind.WRITE && this.handle == other.handle
					&& (this.end <= other.start || other.end <= this.start);
		};
	}

	/**
	 * What a request does.
	 */
	enum Kind {

		/** Anything. */
		ALONE,

		/** Reads from a file. */
		READ,

		/** Writes to a part of a file. */
		WRITE

	}

}
