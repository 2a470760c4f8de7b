package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;

import dev.torsion.conch.files.DirectoryDeleted;
import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.files.FilePath;

/**
 * Removes a directory: section 6.6 of the draft.
 */
final class RmDir implements SftpRequest {

	@Override
	public int type() {
		return PacketType.RMDIR;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		FilePath path = session.path(in.text());
		session.tree().deleteDirectory(path);
		session.tell(new DirectoryDeleted(session.user(), path));
		reply.ok();
	}

}
