package dev.torsion.conch.sftp.session.extensions;

import java.io.IOException;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpExtension;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;

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
		session.tree().rename(session.path(in.text()), session.path(in.text()), true);
		reply.ok();
	}

}
