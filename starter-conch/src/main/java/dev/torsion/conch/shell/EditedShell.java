package dev.torsion.conch.shell;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshSession;
import dev.torsion.conch.terminal.ForegroundSession;
import dev.torsion.conch.terminal.LineEditor;
import dev.torsion.conch.terminal.LineTooLongException;
import dev.torsion.conch.terminal.SessionTerminal;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.ContextView;

/**
 * The shell on a terminal, on a thread of its own.
 */
final class EditedShell implements Callable<Integer> {

	private static final int INTERRUPTED = 130;

	private final SessionTerminal terminal;

	private final SshSession session;

	private final ContextView context;

	private final ShellSettings settings;

	private final ShellLine lines;

	private final Histories histories;

	private final LineEditor editor;

	private final Scheduler scheduler;

	private final Disposable.Swap timer = Disposables.swap();

	private int status;

	private volatile boolean atPrompt;

	EditedShell(SessionTerminal terminal, ContextView context, ShellSettings settings, ShellLine lines,
			CommandCompleter completer, Histories histories) {
		this.terminal = terminal;
		this.session = terminal.session();
		this.context = context;
		this.settings = settings;
		this.lines = lines;
		this.histories = histories;
		this.scheduler = this.session.connection().scheduler();
		this.editor = new LineEditor(terminal, settings.terminal());
		this.editor.setParser(completer);
		this.editor.setCompleter(completer);
		DefaultHistory history = new DefaultHistory(this.editor);
		this.editor.setHistory(history);
		histories.of(account()).forEach(history::add);
	}

	private String account() {
		return this.session.connection().login().name();
	}

	@Override
	public Integer call() {
		watch(this.settings.idleTimeout());
		try {
			if (!this.settings.greeting().isEmpty()) {
				show(this.settings.greeting());
			}
			String prompt = new AttributedString(LineShell.prompt(this.settings, this.session),
					AttributedStyle.BOLD.foreground(AttributedStyle.GREEN))
				.toAnsi(this.terminal);
			boolean goesOn = true;
			while (goesOn) {
				goesOn = line(prompt);
			}
			return this.status;
		}
		finally {
			this.timer.dispose();
		}
	}

	private boolean line(String prompt) {
		try {
			this.atPrompt = true;
			String typed = this.editor.readLine(prompt);
			this.atPrompt = false;
			return typed.lines().allMatch(this::run);
		}
		catch (UserInterruptException ex) {
			this.status = INTERRUPTED;
			return !Thread.currentThread().isInterrupted();
		}
		catch (EndOfFileException ex) {
			show((ex.getCause() instanceof LineTooLongException) ? "The line is too long" : "exit");
			return false;
		}
	}

	private boolean run(String line) {
		this.histories.add(account(), line);
		SshProgram program = this.lines.find(line, this.status);
		if (program == null) {
			return false;
		}
		ForegroundSession foreground = new ForegroundSession(this.terminal, this.settings.terminal(), line);
		CompletableFuture<@Nullable Integer> running = Mono.defer(() -> foreground.run(program))
			.subscribeOn(this.scheduler)
			.contextWrite(this.context)
			.toFuture();
		try {
			Integer ended = running.get();
			this.status = (ended != null) ? ended : 0;
		}
		catch (InterruptedException ex) {
			running.cancel(true);
			return false;
		}
		catch (ExecutionException ex) {
			throw Exceptions.propagate(Objects.requireNonNullElse(ex.getCause(), ex));
		}
		if (!foreground.isAtFreshLine()) {
			show("");
		}
		return true;
	}

	private void show(String line) {
		this.terminal.writer().println(line);
		this.terminal.writer().flush();
	}

	/** Whoever waits for a command is not idle. */
	private void watch(Duration left) {
		this.timer.update(this.scheduler.schedule(() -> {
			Duration idle = this.atPrompt ? this.terminal.idle() : Duration.ZERO;
			Duration more = this.settings.idleTimeout().minus(idle);
			if (more.isNegative() || more.isZero()) {
				this.terminal.hangUp();
			}
			else {
				watch(more);
			}
		}, left.toMillis(), TimeUnit.MILLISECONDS));
	}

}
