package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.conch.sftp.wire.PacketWriter;
import dev.torsion.files.FileStatus;

/**
 * Asks for the attributes of a path, with or without following links: section 6.8 of the
 * draft.
 */
final class Stat implements SftpRequest {

	private final int type;

	/**
	 * Creates the request.
	 * @param type STAT or LSTAT
	 */
	Stat(int type) {
		this.type = type;
	}

	@Override
	public int type() {
		return this.type;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		FileStatus status = session.tree().status(session.path(in.text()), this.type == PacketType.STAT);
		PacketWriter attributes = reply.begin(PacketType.ATTRS);
		session.entries().attributes(status).write(attributes);
		attributes.end();
	}

}
