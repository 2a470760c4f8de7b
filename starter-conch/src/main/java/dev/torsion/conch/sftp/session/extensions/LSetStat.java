package dev.torsion.conch.sftp.session.extensions;

import java.io.IOException;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpExtension;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.files.FilePath;

/**
 * Changes attributes without following links.
 */
final class LSetStat implements SftpExtension {

	@Override
	public String name() {
		return "lsetstat@openssh.com";
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		FilePath path = session.path(in.text());
		session.changes().apply(path, Attributes.read(in), false);
		reply.ok();
	}

}
