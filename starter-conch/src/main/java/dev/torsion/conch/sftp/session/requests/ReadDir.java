package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;
import java.util.List;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.session.handle.DirectoryHandle;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.conch.sftp.wire.SftpException;
import dev.torsion.conch.sftp.wire.StatusCode;
import dev.torsion.files.FilePath;
import dev.torsion.files.FileStatus;

/**
 * Reads on in a directory: section 6.7 of the draft.
 */
final class ReadDir implements SftpRequest {

	private static final int STEP = 32;

	@Override
	public int type() {
		return PacketType.READDIR;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		if (!(session.handles().get(in.bytes()) instanceof DirectoryHandle directory)) {
			throw new SftpException(StatusCode.FAILURE);
		}
		NamesReply names = new NamesReply(session.entries(), reply);
		if (directory.begin()) {
			addDots(session, directory.path(), names);
		}
		List<FileStatus> next = directory.listing().next(STEP);
		while (!next.isEmpty()) {
			next.forEach((entry) -> names.add(entry.name(), entry));
			next = names.isLarge() ? List.of() : directory.listing().next(STEP);
		}
		names.end();
	}

	private static void addDots(SftpSession session, FilePath path, NamesReply names) throws IOException {
		int depth = path.names().size();
		FilePath parent = new FilePath(path.names().subList(0, Math.max(0, depth - 1)));
		names.add(".", session.tree().status(path, true));
		names.add("..", session.tree().status(parent, true));
	}

}
