package dev.torsion.conch.sftp.session.requests;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;

/**
 * Makes a path absolute: section 6.11 of the draft.
 */
final class RealPath implements SftpRequest {

	@Override
	public int type() {
		return PacketType.REALPATH;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) {
		reply.name(session.path(in.text()).toString());
	}

}
