package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.session.handle.DirectoryHandle;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.files.FilePath;

/**
 * Opens a directory: section 6.7 of the draft.
 */
final class OpenDir implements SftpRequest {

	@Override
	public int type() {
		return PacketType.OPENDIR;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		FilePath path = session.path(in.text());
		session.handles().requireRoom();
		reply.handle(session.handles().add(new DirectoryHandle(path, session.tree().listing(path))));
	}

}
