package dev.torsion.conch.sftp.session.extensions;

import java.io.IOException;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpExtension;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.session.handle.FileHandle;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.SftpException;
import dev.torsion.conch.sftp.wire.StatusCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;

/**
 * Copies from one open file to another, without a detour over the client.
 */
final class CopyData implements SftpExtension {

	private static final int STEP = 256 * 1024;

	@Override
	public String name() {
		return "copy-data";
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		FileHandle from = session.handles().file(in.bytes());
		long start = in.u64();
		long length = in.u64();
		FileHandle to = session.handles().file(in.bytes());
		long target = in.u64();
		if (from == to || from.path().equals(to.path()) || start < 0 || length < 0 || target < 0) {
			throw new SftpException(StatusCode.FAILURE);
		}
		// No more than there is now: it may be the same file by another name
		long there = Math.max(0, from.size() - start);
		copy(session, from, start, to, target, (length == 0) ? there : Math.min(length, there));
		reply.ok();
	}

	private static void copy(SftpSession session, FileHandle from, long start, FileHandle to, long target, long length)
			throws IOException {
		ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(STEP);
		try {
			long done = 0;
			while (done < length && !session.isEnded()) {
				int read = from.read(buffer.clear(), start + done, (int) Math.min(STEP, length - done));
				if (read == 0) {
					return;
				}
				to.write(buffer, target + done);
				done += read;
			}
		}
		finally {
			buffer.release();
		}
	}

}
