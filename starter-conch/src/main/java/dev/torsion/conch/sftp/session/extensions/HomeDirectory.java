package dev.torsion.conch.sftp.session.extensions;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpExtension;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.SftpException;
import dev.torsion.conch.sftp.wire.StatusCode;

/**
 * Where the home directory is: the root, for who has logged in.
 */
final class HomeDirectory implements SftpExtension {

	@Override
	public String name() {
		return "home-directory";
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) {
		String user = in.text();
		if (!user.isEmpty() && !user.equals(session.user())) {
			throw new SftpException(StatusCode.FAILURE);
		}
		reply.name("/");
	}

}
