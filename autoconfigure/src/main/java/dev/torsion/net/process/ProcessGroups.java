package dev.torsion.net.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netty.util.concurrent.DefaultThreadFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Signals process groups, which a JVM cannot do itself, through one shell that lives as
 * long as it does: its {@code kill} is built in, so that a signal costs no process. The
 * shell knows which groups there are, and when its input ends, because this JVM has, it
 * kills them: not even a JVM that is killed leaves orphans. A process that has just been
 * started may not lead its group yet, and is then told by its own number.
 */
final class ProcessGroups implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ProcessGroups.class);

	private static final String SCRIPT = """
			groups=' '
			while read -r verb group; do
				case $verb in
					+) groups="$groups$group " ;;
					-) groups="${groups%% $group *} ${groups#* $group }" ;;
					KILL) kill -s KILL -- "-$group" 2>/dev/null ;;
					*) kill -s "$verb" -- "-$group" 2>/dev/null || kill -s "$verb" "$group" 2>/dev/null ;;
				esac
			done
			for group in $groups; do
				kill -s KILL -- "-$group" 2>/dev/null || kill -s KILL "$group" 2>/dev/null
			done
			""";

	private final @Nullable Path setsid;

	private final ExecutorService writer;

	private final Map<Long, ProcessHandle> leaders = new HashMap<>();

	private @Nullable Process shell;

	/**
	 * Creates the shell's keeper.
	 * @param setsid the program that makes a child a leader; without it there are no
	 * groups, and a process is signalled with those of its descendants that are known
	 */
	ProcessGroups(@Nullable Path setsid) {
		this.setsid = setsid;
		this.writer = Executors.newSingleThreadExecutor(new DefaultThreadFactory("torsion-process-groups", true));
	}

	void add(ProcessHandle leader) {
		later(() -> {
			this.leaders.put(leader.pid(), leader);
			say("+", leader.pid());
		});
	}

	void remove(long group) {
		later(() -> {
			if (this.leaders.remove(group) != null) {
				say("-", group);
			}
		});
	}

	/**
	 * Tells all processes of a group to end; none without a leader, whose number may be
	 * that of another process by now.
	 */
	void terminate(long group) {
		signal("TERM", group);
	}

	/** Ends all processes of a group. */
	void kill(long group) {
		signal("KILL", group);
	}

	/**
	 * Sends a signal to all processes of a group, of the same care as the others.
	 * @param name its name without {@code SIG}, none that a peer has made up
	 * @param group the group
	 */
	void signal(String name, long group) {
		later(() -> {
			ProcessHandle leader = this.leaders.get(group);
			if (leader != null && this.setsid == null) {
				signalTree(leader, name.equals("KILL"));
			}
			else if (leader != null && (name.equals("KILL") || leader.isAlive())) {
				say(name, group);
			}
		});
	}

	/**
	 * At the end of the application the shell kills what is left, so nobody is missed.
	 */
	private void later(Runnable task) {
		try {
			this.writer.execute(task);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Process groups are signalled no more");
		}
	}

	private static void signalTree(ProcessHandle leader, boolean forcibly) {
		Stream.concat(leader.descendants(), Stream.of(leader)).toList().forEach((process) -> send(process, forcibly));
	}

	private static void send(ProcessHandle process, boolean forcibly) {
		if (forcibly) {
			process.destroyForcibly();
		}
		else {
			process.destroy();
		}
	}

	private void say(String verb, long group) {
		if (this.setsid == null) {
			return;
		}
		try {
			write(verb, group);
		}
		catch (IOException ex) {
			logger.warn("The shell that signals process groups has ended; starting another");
			this.shell = null;
			try {
				for (Long known : this.leaders.keySet()) {
					write("+", known);
				}
				write(verb, group);
			}
			catch (IOException again) {
				logger.error("Process group " + group + " cannot be signalled", again);
			}
		}
	}

	private void write(String verb, long group) throws IOException {
		Process current = this.shell;
		if (current == null) {
			current = start();
			this.shell = current;
		}
		OutputStream input = current.getOutputStream();
		input.write((verb + " " + group + "\n").getBytes(StandardCharsets.US_ASCII));
		input.flush();
	}

	/**
	 * In a session of its own, or what ends this JVM from a terminal would end it too.
	 */
	private Process start() throws IOException {
		ProcessBuilder builder = new ProcessBuilder(String.valueOf(this.setsid), "/bin/sh", "-c", SCRIPT)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.DISCARD);
		builder.environment().clear();
		return builder.start();
	}

	@Override
	public void close() {
		this.writer.execute(this::end);
		this.writer.shutdown();
		try {
			if (!this.writer.awaitTermination(5, TimeUnit.SECONDS)) {
				logger.warn("The shell that signals process groups does not end");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void end() {
		Process current = this.shell;
		if (current != null) {
			try {
				current.getOutputStream().close();
				current.waitFor(5, TimeUnit.SECONDS);
			}
			catch (IOException ex) {
				logger.debug("The shell that signals process groups has ended already", ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
