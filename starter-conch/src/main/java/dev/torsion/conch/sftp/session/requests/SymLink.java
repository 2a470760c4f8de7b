package dev.torsion.conch.sftp.session.requests;

import java.io.IOException;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.conch.sftp.wire.SftpException;
import dev.torsion.conch.sftp.wire.StatusCode;
import dev.torsion.files.FilePath;

/**
 * Makes a symbolic link: section 6.10 of the draft, but with what it says first, as
 * OpenSSH has it and with it everybody.
 */
final class SymLink implements SftpRequest {

	@Override
	public int type() {
		return PacketType.SYMLINK;
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) throws IOException {
		String target = in.text();
		FilePath link = session.path(in.text());
		if (target.isEmpty() || target.chars().anyMatch(Character::isISOControl)) {
			throw new SftpException(StatusCode.FAILURE);
		}
		session.tree().symlink(link, target);
		reply.ok();
	}

}
