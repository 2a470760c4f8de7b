package dev.torsion.conch.sftp.session.requests;

import java.util.List;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpExtension;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.conch.sftp.wire.PacketWriter;

/**
 * Opens the conversation, and tells what there is beyond the draft: its section 4.
 */
final class Init implements SftpRequest {

	private static final int VERSION = 3;

	private final List<SftpExtension> extensions;

	Init(List<SftpExtension> extensions) {
		this.extensions = extensions;
	}

	@Override
	public int type() {
		return PacketType.INIT;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) {
		PacketWriter version = reply.version(VERSION);
		for (SftpExtension extension : this.extensions) {
			version.text(extension.name()).text(extension.version());
		}
		version.end();
	}

}
