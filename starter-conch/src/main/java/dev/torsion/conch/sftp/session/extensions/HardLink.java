package dev.torsion.conch.sftp.session.extensions;

import java.io.IOException;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpExtension;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;

/**
 * Gives a file a second name.
 */
final class HardLink implements SftpExtension {

	@Override
	public String name() {
		return "hardlink@openssh.com";
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		session.tree().link(session.path(in.text()), session.path(in.text()));
		reply.ok();
	}

}
