package dev.torsion.conch.sftp.session.extensions;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.files.FileSpace;

/**
 * What statvfs(2) says.
 */
final class Space {

	private static final long BLOCK = 4096;

	private static final int READ_ONLY = 1;

	private static final int NO_SETUID = 2;

	private static final int MAX_NAME = 255;

	private Space() {
	}

	/** Files are not counted, and the file system has no number. */
	static void answer(FileSpace space, Reply reply) {
		reply.begin(PacketType.EXTENDED_REPLY)
			.u64(BLOCK)
			.u64(BLOCK)
			.u64(space.total() / BLOCK)
			.u64(space.free() / BLOCK)
			.u64(space.usable() / BLOCK)
			.u64(0)
			.u64(0)
			.u64(0)
			.u64(0)
			.u64(space.readOnly() ? READ_ONLY | NO_SETUID : NO_SETUID)
			.u64(MAX_NAME)
			.end();
	}

}
