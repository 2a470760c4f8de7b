package dev.torsion.conch.scp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.util.ArrayDeque;
import java.util.Deque;

import dev.torsion.conch.files.FileAccess;
import dev.torsion.files.FilePath;
import dev.torsion.files.FileStatus;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends files: {@code scp -f}. After each thing it says it waits for the peer's leave.
 */
final class ScpSource implements ScpSide {

	private static final Log logger = LogFactory.getLog(ScpSource.class);

	private final FileAccess access;

	private final ScpCommand command;

	private final ScpReplies out = new ScpReplies();

	private final ByteArrayOutputStream message = new ByteArrayOutputStream();

	private final Deque<ScpDirectory> directories = new ArrayDeque<>();

	private @Nullable ScpDownload download;

	private @Nullable ScpDirectory entering;

	private @Nullable String header;

	private boolean waiting = true;

	private boolean done;

	/**
	 * Begins, to send something once the peer is ready.
	 * @param access the files
	 * @param command what is to be done
	 */
	ScpSource(FileAccess access, ScpCommand command) {
		this.access = access;
		this.command = command;
		this.directories.push(ScpDirectory.asked(access.tree(), command, this.out));
	}

	@Override
	public void received(ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining() && !this.done) {
			byte next = bytes.get();
			if (this.message.size() > 0 && next == '\n') {
				answered(this.message.toByteArray()[0]);
				this.message.reset();
			}
			else if (next == 0 && this.message.size() == 0) {
				answered(0);
			}
			else {
				this.message.write(next);
				if (this.message.size() > ScpRecord.MAX_LINE) {
					this.out.failed();
					this.done = true;
				}
			}
		}
	}

	private void answered(int code) throws IOException {
		if (!this.waiting || code > 1) {
			this.out.failed();
			this.done = true;
			return;
		}
		this.waiting = false;
		if (code == 1) {
			this.out.failed();
			skip();
		}
		else if (this.header == null && this.entering != null) {
			this.directories.push(this.entering);
			this.entering = null;
		}
		else if (this.download != null && this.download.isSent()) {
			endDownload(true);
		}
	}

	/** The peer does not want what it was told of. */
	private void skip() throws IOException {
		this.header = null;
		if (this.entering != null) {
			this.entering.close();
			this.entering = null;
		}
		if (this.download != null) {
			endDownload(false);
		}
	}

	@Override
	public @Nullable ByteBuffer next() throws IOException {
		while (!this.waiting && !this.done && this.out.isEmpty()) {
			if (this.header != null) {
				this.out.line(this.header);
				this.header = null;
				this.waiting = true;
			}
			else if (this.download != null) {
				ByteBuffer bytes = this.download.read();
				this.waiting = this.download.isSent();
				if (this.download.hasFailed()) {
					this.out.failed();
				}
				return bytes;
			}
			else {
				nextEntry();
			}
		}
		return this.out.take();
	}

	private void nextEntry() throws IOException {
		ScpDirectory directory = this.directories.element();
		FilePath path = directory.next();
		if (path != null) {
			begin(path);
			return;
		}
		directory.close();
		this.directories.pop();
		if (this.directories.isEmpty()) {
			this.done = true;
		}
		else {
			this.header = new ScpRecord.End().line();
		}
	}

	private void begin(FilePath path) {
		try {
			FileStatus found = this.access.tree().status(path, true);
			boolean directory = found.type() == FileStatus.Type.DIRECTORY;
			if (directory && this.command.recursive()) {
				enter(path, found);
			}
			else if (found.type() == FileStatus.Type.FILE) {
				this.download = new ScpDownload(this.access, path);
			}
			else {
				this.out.warn(path.name() + ": not a regular file");
				return;
			}
			long size = (this.download != null) ? this.download.size() : 0;
			this.header = new ScpRecord.Entry(directory, found.mode(), size, path.name()).line();
			if (this.command.preserve()) {
				this.out.line(new ScpRecord.Times(found.modified(), found.accessed()).line());
				this.waiting = true;
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			this.out.warn(ScpMessages.text(path.name(), ex));
		}
	}

	private void enter(FilePath path, FileStatus found) throws IOException {
		if (found.key() != null && this.directories.stream().anyMatch((above) -> found.key().equals(above.key()))) {
			throw new FileSystemException(path.toString(), null, "A loop of links");
		}
		this.entering = ScpDirectory.listed(this.access.tree(), path, found.key());
	}

	private void endDownload(boolean complete) throws IOException {
		ScpDownload ended = this.download;
		this.download = null;
		if (ended != null) {
			ended.end(complete);
		}
	}

	@Override
	public boolean isDone() {
		return this.done;
	}

	@Override
	public int status() {
		return this.done ? this.out.status() : 1;
	}

	@Override
	public void close() {
		try {
			skip();
			for (ScpDirectory directory : this.directories) {
				directory.close();
			}
		}
		catch (IOException ex) {
			logger.debug("Failed to close what was read", ex);
		}
	}

}
