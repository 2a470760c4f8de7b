package dev.torsion.conch.sftp.session;

import java.io.IOException;

import dev.torsion.conch.sftp.wire.PacketReader;

/**
 * A request that the draft does not have: its section 8. Declare a bean of this type to
 * add one, or to replace that of the same name. One object for all sessions.
 */
public interface SftpExtension {

	/**
	 * What it is asked for by. Asked once.
	 * @return the name, such as {@code fsync@openssh.com}
	 */
	String name();

	/**
	 * What clients are told beside its name.
	 * @return a version, as a rule
	 */
	default String version() {
		return "1";
	}

	/**
	 * Does it, on a thread that may block.
	 * @param session the session
	 * @param in the packet, behind the name
	 * @param reply what is answered; exactly one packet
	 * @throws IOException as {@link SftpRequest#run}
	 */
	void run(SftpSession session, PacketReader in, Reply reply) throws IOException;

}
