package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;
import java.util.Map;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpExtension;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.conch.sftp.wire.SftpException;
import dev.torsion.conch.sftp.wire.StatusCode;

/**
 * A request that the draft does not have: its section 8.
 */
final class Extended implements SftpRequest {

	private final Map<String, SftpExtension> extensions;

	Extended(Map<String, SftpExtension> extensions) {
		this.extensions = Map.copyOf(extensions);
	}

	@Override
	public int type() {
		return PacketType.EXTENDED;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		SftpExtension extension = this.extensions.get(in.text());
		if (extension == null) {
			throw new SftpException(StatusCode.OP_UNSUPPORTED);
		}
		extension.run(session, in, reply);
	}

}
