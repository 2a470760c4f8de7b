package dev.torsion.conch.sftp.session.extensions;

import java.io.IOException;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpExtension;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;

/**
 * How much room there is.
 */
final class StatVfs implements SftpExtension {

	@Override
	public String name() {
		return "statvfs@openssh.com";
	}

	@Override
	public String version() {
		return "2";
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		Space.answer(session.tree().space(session.path(in.text())), reply);
	}

}
