package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;

import dev.torsion.conch.files.FileDeleted;
import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.files.FilePath;

/**
 * Removes a file or a link: section 6.5 of the draft.
 */
final class Remove implements SftpRequest {

	@Override
	public int type() {
		return PacketType.REMOVE;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		FilePath path = session.path(in.text());
		session.tree().delete(path);
		session.tell(new FileDeleted(session.user(), path));
		reply.ok();
	}

}
