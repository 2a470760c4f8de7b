package dev.torsion.conch.scp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.Deque;

import dev.torsion.conch.files.DirectoryCreated;
import dev.torsion.conch.files.FileAccess;
import dev.torsion.files.FileChange;
import dev.torsion.files.FilePath;
import dev.torsion.files.FileStatus;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes files: {@code scp -t}.
 */
final class ScpSink implements ScpSide {

	private static final Log logger = LogFactory.getLog(ScpSink.class);

	private final FileAccess access;

	private final ScpCommand command;

	private final ScpReplies replies = new ScpReplies();

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	private final Deque<Target> targets = new ArrayDeque<>();

	private ScpRecord.@Nullable Times times;

	private @Nullable ScpUpload upload;

	private boolean done;

	/**
	 * Begins.
	 * @param access the files
	 * @param command what is to be done
	 */
	ScpSink(FileAccess access, ScpCommand command) {
		this.access = access;
		this.command = command;
		try {
			FilePath target = command.paths().get(0).path();
			FileStatus found = find(target);
			boolean directory = found != null && found.type() == FileStatus.Type.DIRECTORY;
			if (!directory && (command.directory() || target.names().isEmpty())) {
				throw new NotDirectoryException(target.toString());
			}
			this.targets.push(new Target(target, directory, null, null));
			this.replies.ok();
		}
		catch (IOException | IllegalArgumentException ex) {
			end(ScpMessages.text(command.paths().get(0).text(), ex));
		}
	}

	@Override
	public void received(ByteBuffer bytes) {
		try {
			while (bytes.hasRemaining() && !this.done) {
				if (this.upload != null && !this.upload.isWhole()) {
					this.upload.write(bytes);
				}
				else {
					take(bytes.get());
				}
			}
		}
		catch (ScpException ex) {
			end(String.valueOf(ex.getMessage()));
		}
	}

	private void take(byte next) {
		if (this.upload != null && this.line.size() == 0 && next == 0) {
			finish(this.upload, true);
		}
		else if (next != '\n') {
			this.line.write(next);
			if (this.line.size() > ScpRecord.MAX_LINE) {
				throw new ScpException("line too long");
			}
		}
		else {
			byte[] whole = this.line.toByteArray();
			this.line.reset();
			line(whole);
		}
	}

	private void line(byte[] line) {
		int first = (line.length > 0) ? line[0] : '\n';
		if (this.upload != null) {
			finish(this.upload, false);
			this.done = first == 2;
		}
		else if (first == 1 || first == 2) {
			this.replies.failed();
			this.done = first == 2;
		}
		else {
			run(ScpRecord.of(line));
		}
	}

	private void run(ScpRecord said) {
		if (said instanceof ScpRecord.Times next) {
			this.times = next;
			this.replies.ok();
		}
		else if (said instanceof ScpRecord.Entry entry) {
			enter(entry);
			this.times = null;
		}
		else {
			leave();
		}
	}

	private void enter(ScpRecord.Entry entry) {
		if (entry.directory() && !this.command.recursive()) {
			throw new ScpException("received directory without -r");
		}
		try {
			Target target = this.targets.element();
			FilePath path = target.directory() ? target.path().resolve(entry.name()) : target.path();
			if (entry.directory()) {
				enter(entry, path);
			}
			else {
				this.upload = new ScpUpload(this.access, path, entry, this.times);
			}
			this.replies.ok();
		}
		catch (IOException | IllegalArgumentException ex) {
			this.replies.warn(ScpMessages.text(entry.name(), ex));
		}
	}

	private void enter(ScpRecord.Entry entry, FilePath path) throws IOException {
		FileStatus found = find(path);
		if (found != null && found.type() != FileStatus.Type.DIRECTORY) {
			throw new NotDirectoryException(path.toString());
		}
		if (found == null) {
			this.access.tree().createDirectory(path, entry.mode() | 0700);
			this.access.events().publishEvent(new DirectoryCreated(this.access.user(), path));
		}
		Integer mode = (found == null || this.command.preserve()) ? Integer.valueOf(entry.mode()) : null;
		this.targets.push(new Target(path, true, this.times, mode));
	}

	/**
	 * Modes and times last: the one could forbid what is in it, the other would not stay.
	 */
	private void leave() {
		if (this.targets.size() == 1) {
			throw new ScpException("unexpected end of a directory");
		}
		Target left = this.targets.pop();
		try {
			Integer mode = (this.command.preserve() || restricts(left.mode())) ? left.mode() : null;
			FileChange change = ScpUpload.change(left.times(), mode);
			if (change != null) {
				this.access.tree().change(left.path(), change, true);
			}
			this.replies.ok();
		}
		catch (IOException ex) {
			this.replies.warn(ScpMessages.text(left.path().name(), ex));
		}
	}

	private static boolean restricts(@Nullable Integer mode) {
		return mode != null && (mode & 0700) != 0700;
	}

	private void finish(ScpUpload finished, boolean whole) {
		this.upload = null;
		try {
			if (whole) {
				finished.finish(this.command.preserve());
			}
			else {
				this.replies.failed();
				finished.breakOff();
			}
			this.replies.ok();
		}
		catch (IOException ex) {
			this.replies.warn(ScpMessages.text(finished.name(), ex));
		}
	}

	private void end(String message) {
		this.replies.warn(message);
		this.done = true;
	}

	private @Nullable FileStatus find(FilePath path) throws IOException {
		try {
			return this.access.tree().status(path, true);
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	@Override
	public @Nullable ByteBuffer next() {
		return this.replies.take();
	}

	@Override
	public boolean isDone() {
		return this.done;
	}

	@Override
	public int status() {
		return (this.upload != null) ? 1 : this.replies.status();
	}

	@Override
	public void close() {
		try {
			if (this.upload != null) {
				this.upload.breakOff();
			}
		}
		catch (IOException ex) {
			logger.debug("Failed to close what was broken off", ex);
		}
	}

	/**
	 * Where what comes next is put.
	 *
	 * @param path the path
	 * @param directory whether it is put into it, rather than being it
	 * @param times the times it gets in the end
	 * @param mode the mode it gets in the end
	 */
	private record Target(FilePath path, boolean directory, ScpRecord.@Nullable Times times, @Nullable Integer mode) {

	}

}
