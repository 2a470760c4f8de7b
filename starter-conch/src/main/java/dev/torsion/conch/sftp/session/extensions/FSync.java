package dev.torsion.conch.sftp.session.extensions;

import java.io.IOException;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpExtension;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;

/**
 * Waits until the disk has everything.
 */
final class FSync implements SftpExtension {

	@Override
	public String name() {
		return "fsync@openssh.com";
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		session.handles().file(in.bytes()).force();
		reply.ok();
	}

}
