package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;

import dev.torsion.conch.files.DirectoryCreated;
import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.files.FilePath;

/**
 * Makes a directory: section 6.6 of the draft.
 */
final class MkDir implements SftpRequest {

	@Override
	public int type() {
		return PacketType.MKDIR;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		FilePath path = session.path(in.text());
		Integer permissions = Attributes.read(in).permissions();
		session.tree().createDirectory(path, session.settings().mode((permissions != null) ? permissions : 0777));
		session.tell(new DirectoryCreated(session.user(), path));
		reply.ok();
	}

}
