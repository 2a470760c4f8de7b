package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;

import dev.torsion.conch.files.FileRenamed;
import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.files.FilePath;

/**
 * Renames: section 6.5 of the draft. What is there is not replaced.
 */
final class Rename implements SftpRequest {

	@Override
	public int type() {
		return PacketType.RENAME;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		FilePath from = session.path(in.text());
		FilePath to = session.path(in.text());
		session.tree().rename(from, to, false);
		session.tell(new FileRenamed(session.user(), from, to));
		reply.ok();
	}

}
