package dev.torsion.conch.sftp.session.extensions;

import java.util.List;

import dev.torsion.conch.sftp.session.SftpExtension;

/**
 * The extensions that every server has.
 */
public final class StandardExtensions {

	private StandardExtensions() {
	}

	/**
	 * All of them.
	 * @return the extensions, in the order in which clients are told of them
	 */
	public static List<SftpExtension> all() {
		return List.of(new PosixRename(), new StatVfs(), new FStatVfs(), new HardLink(), new FSync(), new LSetStat(),
				new Limits(), new ExpandPath(), new CopyData(), new HomeDirectory(), new UsersGroupsById());
	}

}
