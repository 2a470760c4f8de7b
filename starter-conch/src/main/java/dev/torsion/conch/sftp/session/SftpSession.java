package dev.torsion.conch.sftp.session;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.conch.sftp.wire.StatusCode;
import dev.torsion.files.FilePath;
import dev.torsion.files.WritableTree;

/**
 * What is known of a client that has opened a channel for SFTP.
 */
public final class SftpSession {

	private final String user;

	private final WritableTree tree;

	private final SftpSettings settings;

	private final Handles handles;

	private final Owners owners = new Owners();

	private final Entries entries;

	private volatile boolean ended;

	SftpSession(String user, WritableTree tree, SftpSettings settings, Clock clock) {
		this.user = user;
		this.tree = tree;
		this.settings = settings;
		this.handles = new Handles(settings.maxHandles());
		this.entries = new Entries(this.owners, clock);
	}

	/**
	 * Who has logged in.
	 * @return the name of the account
	 */
	public String user() {
		return this.user;
	}

	/**
	 * The files, with what is allowed.
	 * @return the files
	 */
	public WritableTree tree() {
		return this.tree;
	}

	/**
	 * The settings.
	 * @return the settings
	 */
	public SftpSettings settings() {
		return this.settings;
	}

	/**
	 * What is open.
	 * @return the handles
	 */
	public Handles handles() {
		return this.handles;
	}

	/**
	 * Numbers of users and groups.
	 * @return the numbers
	 */
	public Owners owners() {
		return this.owners;
	}

	/**
	 * How files look.
	 * @return the form
	 */
	public Entries entries() {
		return this.entries;
	}

	/**
	 * Whether nobody waits for what is being done.
	 * @return whether the channel has been closed
	 */
	public boolean isEnded() {
		return this.ended;
	}

	void end() {
		this.ended = true;
	}

	/**
	 * Resolves a path, which begins at the root whether it says so or not; {@code ..} is
	 * what it is without links, and ends at the root.
	 * @param text the path
	 * @return the path
	 * @throws SftpException if a name is not allowed
	 */
	public FilePath path(String text) {
		List<String> names = new ArrayList<>();
		for (String name : text.split("/")) {
			if (!name.equals("..")) {
				if (!name.isEmpty() && !name.equals(".")) {
					names.add(name);
				}
			}
			else if (!names.isEmpty()) {
				names.remove(names.size() - 1);
			}
		}
		try {
			return new FilePath(names);
		}
		catch (IllegalArgumentException ex) {
			throw new SftpException(StatusCode.FAILURE);
		}
	}

}
