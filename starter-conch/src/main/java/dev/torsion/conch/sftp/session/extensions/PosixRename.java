package dev.torsion.conch.sftp.session.extensions;

import java.io.IOException;

import dev.torsion.conch.files.FileRenamed;
import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpExtension;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.files.FilePath;

/**
 * Renames, and replaces what is there.
 */
final class PosixRename implements SftpExtension {

	@Override
	public String name() {
		return "posix-rename@openssh.com";
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		FilePath from = session.path(in.text());
		FilePath to = session.path(in.text());
		session.tree().rename(from, to, true);
		session.tell(new FileRenamed(session.user(), from, to));
		reply.ok();
	}

}
