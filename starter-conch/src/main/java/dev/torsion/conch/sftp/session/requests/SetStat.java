package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.files.FilePath;

/**
 * Changes attributes of a path: section 6.9 of the draft.
 */
final class SetStat implements SftpRequest {

	@Override
	public int type() {
		return PacketType.SETSTAT;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		FilePath path = session.path(in.text());
		session.changes().apply(path, Attributes.read(in), true);
		reply.ok();
	}

}
