package dev.torsion.conch.autoconfigure.sftp;

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
 * @param umask permissions that files and directories that are made do not get, in octal;
 * in YAML in quotation marks
 */
@ConfigurationProperties("network.conch.sftp")
public record ConchSftpProperties(@DefaultValue("true") boolean enabled, @DefaultValue("100") int maxHandles,
		@DefaultValue("4") int maxParallel, @DefaultValue("022") String umask) {

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

	/** YAML takes 022 without quotation marks for 18. */
	private int mask() {
		if (!this.umask.matches("0?[0-7]{3}")) {
			throw new FailureAnalyzedException(
					"'" + this.umask + "' in network.conch.sftp.umask is no umask of three octal digits.",
					"Write it in quotation marks, as in '022'.");
		}
		return Integer.parseInt(this.umask, 8);
	}

}
