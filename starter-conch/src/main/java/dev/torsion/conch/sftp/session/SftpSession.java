package dev.torsion.conch.sftp.session;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.conch.files.FileAccess;
import dev.torsion.conch.files.FileEvent;
import dev.torsion.conch.sftp.session.attributes.Changes;
import dev.torsion.conch.sftp.session.attributes.Entries;
import dev.torsion.conch.sftp.session.attributes.Owners;
import dev.torsion.conch.sftp.session.handle.FileHandle;
import dev.torsion.conch.sftp.session.handle.Handle;
import dev.torsion.conch.sftp.session.handle.Handles;
import dev.torsion.conch.sftp.wire.SftpException;
import dev.torsion.conch.sftp.wire.StatusCode;
import dev.torsion.files.FilePath;
import dev.torsion.files.WritableTree;
import io.netty.buffer.ByteBuf;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What is known of a client that has opened a channel for SFTP.
 */
public final class SftpSession {

	private static final Log logger = LogFactory.getLog(SftpSession.class);

	private final FileAccess files;

	private final SftpSettings settings;

	private final Handles handles;

	private final Owners owners = new Owners();

	private final Entries entries;

	private final Changes changes;

	private volatile boolean ended;

	SftpSession(FileAccess files, SftpSettings settings, Clock clock) {
		this.files = files;
		this.settings = settings;
		this.handles = new Handles(settings.maxHandles());
		this.entries = new Entries(this.owners, clock);
		this.changes = new Changes(files.tree(), this.entries);
	}

	/**
	 * Who has logged in.
	 * @return the name of the account
	 */
	public String user() {
		return this.files.user();
	}

	/**
	 * The files, with what is allowed.
	 * @return the files
	 */
	public WritableTree tree() {
		return this.files.tree();
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
	 * Changes of attributes.
	 * @return the changes
	 */
	public Changes changes() {
		return this.changes;
	}

	/**
	 * Tells the application what has been done.
	 * @param event what it was
	 */
	public void tell(FileEvent event) {
		try {
			this.files.events().publishEvent(event);
		}
		catch (RuntimeException ex) {
			logger.error("Failed to tell of " + event.getClass().getSimpleName(), ex);
		}
	}

	/**
	 * Closes what a client is done with.
	 * @param sent the handle
	 * @throws SftpException if there is none
	 * @throws IOException if it cannot be closed
	 */
	public void close(ByteBuf sent) throws IOException {
		close(this.handles.remove(sent), true);
	}

	/** Closes what is left. */
	void closeAll() {
		for (Handle handle : this.handles.removeAll()) {
			try {
				close(handle, false);
			}
			catch (IOException ex) {
				logger.error("Failed to close a file", ex);
			}
		}
	}

	private void close(Handle handle, boolean complete) throws IOException {
		handle.close();
		FileEvent event = (handle instanceof FileHandle file) ? file.event(user(), complete) : null;
		if (event != null) {
			tell(event);
		}
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
