package dev.torsion.net.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * Starts child processes: CGI scripts, the commands of a login, the filters of a mailbox.
 * There is a limit on how many there are at a time, none outlives this JVM, and none is
 * waited for on an event loop. Safe for use by many threads.
 */
public final class Processes implements AutoCloseable {

	private final ProcessSettings settings;

	private final Scheduler timer;

	private final PipeFactory pipes;

	private final @Nullable Path setsid;

	private final ProcessGroups groups;

	private final Semaphore free;

	private final Set<ChildProcess> running = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * Creates the starter of processes.
	 * @param settings what all processes have in common
	 * @param timer where their time is measured
	 * @param threads makes threads for what blocks, virtual ones where there are
	 */
	public Processes(ProcessSettings settings, Scheduler timer, ThreadFactory threads) {
		this(settings, timer, PipeFactory.of(settings.max(), threads));
	}

	Processes(ProcessSettings settings, Scheduler timer, PipeFactory pipes) {
		this.settings = settings;
		this.timer = timer;
		this.pipes = pipes;
		this.setsid = setsid();
		this.groups = new ProcessGroups(this.setsid);
		this.free = new Semaphore(settings.max());
	}

	/**
	 * Starts a process when it is subscribed to. A subscription that is cancelled
	 * meanwhile kills what has been started.
	 * @param command what to run
	 * @return the process; fails with {@link TooManyProcessesException} if there are as
	 * many as there may be, and with an {@link IOException} if the program is not there
	 * or cannot be executed
	 */
	public Mono<ChildProcess> start(Command command) {
		return Mono.create((sink) -> {
			if (!this.free.tryAcquire()) {
				sink.error(new TooManyProcessesException(this.settings.max() + " processes are running"));
				return;
			}
			AtomicBoolean cancelled = new AtomicBoolean();
			AtomicReference<ChildProcess> started = new AtomicReference<>();
			sink.onCancel(() -> {
				cancelled.set(true);
				kill(started.get());
			});
			try {
				this.pipes.threads().execute(() -> start(command, cancelled, started, sink));
			}
			catch (RejectedExecutionException ex) {
				this.free.release();
				sink.error(ex);
			}
		});
	}

	private void start(Command command, AtomicBoolean cancelled, AtomicReference<ChildProcess> started,
			MonoSink<ChildProcess> sink) {
		ChildProcess child;
		try {
			if (cancelled.get() || this.closed.get()) {
				throw new TooManyProcessesException("No longer wanted");
			}
			child = spawn(command);
		}
		catch (IOException | RuntimeException ex) {
			this.free.release();
			if (!cancelled.get()) {
				sink.error(ex);
			}
			return;
		}
		started.set(child);
		sink.success(child);
		if (cancelled.get() || this.closed.get()) {
			child.kill();
		}
	}

	private ChildProcess spawn(Command command) throws IOException {
		check(command);
		ChildPipes ends = this.pipes.open(command.input() == null);
		try {
			ProcessBuilder builder = new ProcessBuilder(line(command));
			builder.environment().clear();
			builder.environment().putAll(command.environment());
			builder.directory((command.directory() != null) ? command.directory().toFile() : null);
			ends.attachTo(builder);
			if (command.input() != null) {
				builder.redirectInput(command.input().toFile());
			}
			Process process = builder.start();
			ends.started(process);
			ChildProcess child = new ChildProcess(process, ends, this.settings, this.groups, this.timer);
			this.running.add(child);
			child.watch(command.timeout());
			child.ended().subscribe(null, null, () -> {
				this.running.remove(child);
				this.free.release();
			});
			return child;
		}
		catch (IOException | RuntimeException ex) {
			ends.close();
			throw ex;
		}
	}

	/** What starts the program would fail in its place, and say so on its errors. */
	private static void check(Command command) throws IOException {
		if (!Files.isRegularFile(command.program()) || !Files.isExecutable(command.program())) {
			throw new NoSuchFileException(command.program().toString(), null, "Not an executable file");
		}
		if (command.directory() != null && !Files.isDirectory(command.directory())) {
			throw new NotDirectoryException(command.directory().toString());
		}
	}

	private List<String> line(Command command) {
		List<String> line = command.limits().around(command.line());
		if (this.setsid == null) {
			return line;
		}
		List<String> leader = new ArrayList<>(line.size() + 1);
		leader.add(this.setsid.toString());
		leader.addAll(line);
		return leader;
	}

	/**
	 * How many processes are running, those included whose pipes are still held by others
	 * of their group.
	 * @return the number
	 */
	public int running() {
		return this.running.size();
	}

	/**
	 * Kills all processes, and waits until they have ended, or for twice the grace
	 * period.
	 */
	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		this.running.forEach(ChildProcess::kill);
		awaitAll();
		this.groups.close();
		this.pipes.close();
	}

	/** One that is being started holds its permit too, and is killed as soon as it is. */
	private void awaitAll() {
		try {
			this.free.tryAcquire(this.settings.max(), this.settings.killGrace().toMillis() * 2, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void kill(@Nullable ChildProcess child) {
		if (child != null) {
			child.kill();
		}
	}

	private static @Nullable Path setsid() {
		for (String directory : List.of("/usr/bin", "/bin")) {
			Path candidate = Path.of(directory, "setsid");
			if (Files.isExecutable(candidate)) {
				return candidate;
			}
		}
		return null;
	}

}
