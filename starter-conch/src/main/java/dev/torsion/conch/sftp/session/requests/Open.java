package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.session.handle.FileHandle;
import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.OpenFlags;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.conch.sftp.wire.SftpException;
import dev.torsion.conch.sftp.wire.StatusCode;
import dev.torsion.files.FilePath;

/**
 * Opens a file, or makes it: section 6.3 of the draft.
 */
final class Open implements SftpRequest {

	private static final int EVERYBODY = 0666;

	@Override
	public int type() {
		return PacketType.OPEN;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		FilePath path = session.path(in.text());
		OpenFlags flags = OpenFlags.of(in.u32());
		Integer permissions = Attributes.read(in).permissions();
		session.handles().requireRoom();
		int mode = session.settings().mode((permissions != null) ? permissions : EVERYBODY);
		FileChannel channel = session.tree().open(path, options(flags), mode);
		reply.handle(session.handles().add(new FileHandle(path, channel, flags)));
	}

	private static Set<OpenOption> options(OpenFlags flags) {
		if (!flags.read() && !flags.write()) {
			throw new SftpException(StatusCode.FAILURE);
		}
		Set<OpenOption> options = new HashSet<>();
		add(options, flags.read(), StandardOpenOption.READ);
		add(options, flags.write(), StandardOpenOption.WRITE);
		add(options, flags.write() && flags.append(), StandardOpenOption.APPEND);
		add(options, flags.write() && flags.truncate(), StandardOpenOption.TRUNCATE_EXISTING);
		add(options, flags.write() && flags.create(),
				flags.exclusive() ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
		return options;
	}

	private static void add(Set<OpenOption> options, boolean wanted, OpenOption option) {
		if (wanted) {
			options.add(option);
		}
	}

}
