package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;

/**
 * Gives a handle back: section 6.3 of the draft.
 */
final class Close implements SftpRequest {

	@Override
	public int type() {
		return PacketType.CLOSE;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		session.close(in.bytes());
		reply.ok();
	}

}
