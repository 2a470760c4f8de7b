package dev.torsion.conch;

/**
 * A subsystem: RFC 4254 section 6.5. Each bean of this type is one.
 */
public interface SshSubsystem extends SshProgram {

	/**
	 * What it is asked for by.
	 * @return the name, such as {@code sftp}
	 */
	String name();

}
