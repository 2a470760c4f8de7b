package dev.torsion.conch.sftp.session.extensions;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpExtension;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.SftpException;
import dev.torsion.conch.sftp.wire.StatusCode;

/**
 * Makes a path absolute, of which {@code ~} is the home directory.
 */
final class ExpandPath implements SftpExtension {

	@Override
	public String name() {
		return "expand-path@openssh.com";
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) {
		String path = in.text();
		if (path.startsWith("~") && !path.equals("~") && !path.startsWith("~/")) {
			throw new SftpException(StatusCode.FAILURE);
		}
		reply.name(session.path(path.startsWith("~") ? path.substring(1) : path).toString());
	}

}
