package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;

/**
 * Asks what a link says: section 6.10 of the draft.
 */
final class ReadLink implements SftpRequest {

	@Override
	public int type() {
		return PacketType.READLINK;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		reply.name(session.tree().readLink(session.path(in.text())));
	}

}
