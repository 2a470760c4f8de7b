package dev.torsion.conch.autoconfigure.sftp;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;

import dev.torsion.conch.sftp.session.SftpSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Properties of SFTP, beside those of the files.
 *
 * @param enabled whether there is SFTP, if accounts have files
 * @param maxHandles most files and directories that a session has open at a time
 * @param maxParallel most requests of a session that are done at a time, 1 to 16
 * @param umask permissions that files and directories that are made do not get, as 'ls
 * -l' shows permissions
 */
@ConfigurationProperties("network.conch.sftp")
public record ConchSftpProperties(@DefaultValue("true") boolean enabled, @DefaultValue("100") int maxHandles,
		@DefaultValue("4") int maxParallel, @DefaultValue("----w--w-") String umask) {

	SftpSettings settings() {
		try {
			return new SftpSettings(this.maxHandles, this.maxParallel, mask());
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException(
					"A limit of network.conch.sftp is not possible: " + ex.getMessage() + ".",
					"Set another value below network.conch.sftp.", ex);
		}
	}

	private int mask() {
		try {
			return PosixFilePermissions.fromString(this.umask).stream().mapToInt(ConchSftpProperties::bit).sum();
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException("'" + this.umask + "' in network.conch.sftp.umask are no permissions.",
					"Write them as 'ls -l' shows them: '----w--w-' is what is 022 elsewhere.", ex);
		}
	}

	/** They are declared from OWNER_READ, 0400, to OTHERS_EXECUTE, 0001. */
	private static int bit(PosixFilePermission permission) {
		return 0400 >> permission.ordinal();
	}

}
