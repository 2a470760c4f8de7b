package dev.torsion.conch.scp;

import dev.torsion.conch.SshExec;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshSession;
import dev.torsion.conch.files.FileAccesses;
import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Knows the command lines of clients that copy files: {@code scp -t} and {@code scp -f}.
 */
public final class ScpExec implements SshExec {

	/**
	 * Its order: before what would run any program of the system.
	 */
	public static final int ORDER = -100;

	private final FileAccesses accesses;

	private final EventLoop loop;

	/**
	 * Creates it.
	 * @param accesses the files
	 * @param loop has the pool on which files are read and written
	 */
	public ScpExec(FileAccesses accesses, EventLoop loop) {
		this.accesses = accesses;
		this.loop = loop;
	}

	@Override
	public @Nullable SshProgram find(String line, SshSession session) {
		ScpCommand command = ScpCommand.of(line);
		return (command != null) ? new ScpProgram(command, this.accesses, this.loop) : null;
	}

}
