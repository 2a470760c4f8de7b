package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.session.handle.FileHandle;
import dev.torsion.conch.sftp.session.handle.Handle;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.conch.sftp.wire.PacketWriter;
import dev.torsion.files.FileStatus;

/**
 * Asks for the attributes of what is open: section 6.8 of the draft.
 */
final class FStat implements SftpRequest {

	@Override
	public int type() {
		return PacketType.FSTAT;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		Handle handle = session.handles().get(in.bytes());
		FileStatus status = session.tree().status(handle.path(), true);
		PacketWriter out = reply.begin(PacketType.ATTRS);
		long size = (handle instanceof FileHandle file) ? file.size() : status.size();
		session.entries().attributes(status, size).write(out);
		out.end();
	}

}
