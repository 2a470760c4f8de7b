package dev.torsion.conch.sftp.session.extensions;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpExtension;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.session.SftpSettings;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;

/**
 * How much can be asked for at a time.
 */
final class Limits implements SftpExtension {

	@Override
	public String name() {
		return "limits@openssh.com";
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) {
		reply.begin(PacketType.EXTENDED_REPLY)
			.u64(SftpSettings.MAX_PACKET)
			.u64(SftpSettings.MAX_DATA)
			.u64(SftpSettings.MAX_DATA)
			.u64(session.settings().maxHandles())
			.end();
	}

}
