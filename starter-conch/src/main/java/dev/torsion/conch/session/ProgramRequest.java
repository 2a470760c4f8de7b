package dev.torsion.conch.session;

import dev.torsion.conch.SshRestrictions;
import org.jspecify.annotations.Nullable;

/**
 * What a peer asks to have run.
 *
 * @param kind how it asks
 * @param text the command line or the name of the subsystem, empty for a shell
 */
record ProgramRequest(Kind kind, String text) {

	/** What OpenSSH calls its own SFTP in forced commands. */
	private static final String INTERNAL_SFTP = "internal-sftp";

	/**
	 * What runs in its place if a command is forced.
	 * @param restrictions what the key is limited to
	 * @return what runs
	 */
	ProgramRequest under(SshRestrictions restrictions) {
		String forced = restrictions.forcedCommand();
		if (forced == null) {
			return this;
		}
		if (forced.equals(INTERNAL_SFTP) || forced.startsWith(INTERNAL_SFTP + " ")) {
			return new ProgramRequest(Kind.SUBSYSTEM, "sftp");
		}
		return new ProgramRequest(Kind.EXEC, forced);
	}

	/** The value of SSH_ORIGINAL_COMMAND, {@code null} for a shell. */
	@Nullable String original() {
		return (this.kind != Kind.SHELL) ? this.text : null;
	}

	@Override
	public String toString() {
		String name = this.kind.toString().toLowerCase(java.util.Locale.ROOT);
		return (this.kind != Kind.SHELL) ? name + " " + this.text : name;
	}

	/** RFC 4254 section 6.5. */
	enum Kind {

		SHELL, EXEC, SUBSYSTEM

	}

}
