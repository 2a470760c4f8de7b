package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;

import dev.torsion.conch.sftp.session.Overlap;
import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.session.SftpSettings;
import dev.torsion.conch.sftp.session.handle.FileHandle;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;

/**
 * Reads from a file: section 6.4 of the draft.
 */
final class Read implements SftpRequest {

	@Override
	public int type() {
		return PacketType.READ;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		FileHandle file = session.handles().file(in.bytes());
		long offset = in.u64();
		int length = in.u32();
		boolean huge = length < 0 || length > SftpSettings.MAX_DATA;
		reply.data(file, offset, huge ? SftpSettings.MAX_DATA : length);
	}

	@Override
	public Overlap overlap(PacketReader in) {
		return Overlap.READ;
	}

}
