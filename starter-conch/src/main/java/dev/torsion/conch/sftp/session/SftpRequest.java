package dev.torsion.conch.sftp.session;

import java.io.IOException;

import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.SftpException;

/**
 * One type of request. Declare a bean of this type to add one, or to replace that of the
 * same number. One object for all sessions.
 */
public interface SftpRequest {

	/**
	 * Which type of packet it is. Asked once.
	 * @return the number, such as {@link dev.torsion.conch.sftp.wire.PacketType#OPEN}
	 */
	int type();

	/**
	 * Does it, on a thread that may block.
	 * @param session the session
	 * @param in the packet, behind the number of the request
	 * @param reply what is answered; exactly one packet
	 * @throws IOException if the file system fails, or forbids: answered with a status,
	 * as is what {@link SftpException} and
	 * {@link dev.torsion.conch.sftp.wire.WireException} say
	 */
	void run(SftpSession session, PacketReader in, Reply reply) throws IOException;

	/**
	 * What it touches.
	 * @param in the packet, behind the number of the request
	 * @return what may be done at the same time, nothing by default
	 */
	default Overlap overlap(PacketReader in) {
		return Overlap.NONE;
	}

}
