package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.session.handle.Handle;
import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;

/**
 * Changes attributes of what is open: section 6.9 of the draft.
 */
final class FSetStat implements SftpRequest {

	@Override
	public int type() {
		return PacketType.FSETSTAT;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		Handle handle = session.handles().get(in.bytes());
		session.changes().apply(handle.path(), Attributes.read(in), true);
		reply.ok();
	}

}
