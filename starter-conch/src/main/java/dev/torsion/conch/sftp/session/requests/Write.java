package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;

import dev.torsion.conch.sftp.session.Overlap;
import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.session.handle.FileHandle;
import dev.torsion.conch.sftp.session.handle.Handles;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;

/**
 * Writes to a file: section 6.4 of the draft.
 */
final class Write implements SftpRequest {

	@Override
	public int type() {
		return PacketType.WRITE;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		FileHandle file = session.handles().file(in.bytes());
		long offset = in.u64();
		file.write(in.bytes(), offset);
		reply.ok();
	}

	@Override
	public Overlap overlap(PacketReader in) {
		return Overlap.write(Handles.idOf(in.bytes()), in.u64(), in.bytes().readableBytes());
	}

}
