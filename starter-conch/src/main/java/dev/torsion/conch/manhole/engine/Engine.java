package dev.torsion.conch.manhole.engine;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jdk.jshell.JShellException;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

import org.springframework.beans.BeansException;
import org.springframework.context.ApplicationContext;

/**
 * Evaluates Java inside the application, keeping what was declared. Blocks while it
 * compiles and runs; what one thread evaluates another may stop.
 */
public final class Engine implements AutoCloseable {

	private static final int MAX_BEANS = 16;

	private final Limits limits;

	private final ValuePrinter printer;

	private final Secrets secrets;

	private final SnippetShell shell;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable Evaluator current;

	/**
	 * Opens an engine. Takes a second.
	 * @param context the context of the application
	 * @param classPath where its classes are
	 * @param limits what is printed
	 * @throws IllegalStateException if not even the first snippets can be compiled
	 */
	public Engine(ApplicationContext context, CompilerClassPath classPath, Limits limits) {
		this.limits = limits;
		this.printer = new ValuePrinter(limits);
		this.secrets = new Secrets(context.getEnvironment());
		this.shell = new SnippetShell(context, classPath);
	}

	/**
	 * Whether source is all there, or a further line is to be waited for.
	 * @param source the source
	 * @return whether it can be evaluated
	 */
	public boolean isComplete(String source) {
		String rest = source;
		while (true) {
			CompletionInfo info = this.shell.analysis().analyzeCompletion(rest);
			if (!info.completeness().isComplete() || info.remaining().isBlank()) {
				return info.completeness().isComplete() || info.completeness() == Completeness.EMPTY
						|| info.completeness() == Completeness.UNKNOWN;
			}
			rest = info.remaining();
		}
	}

	/**
	 * Evaluates source, on this thread, piece by piece up to the first that fails.
	 * @param source any number of snippets
	 * @param evaluator who does so
	 * @param outcomes takes what each piece came to
	 */
	public void evaluate(String source, Evaluator evaluator, Consumer<Outcome> outcomes) {
		if (!this.lock.tryLock()) {
			outcomes.accept(new Outcome(Outcome.Kind.FAILED, null, null, "Somebody else is evaluating"));
			return;
		}
		this.shell.execution().start();
		this.current = evaluator;
		this.shell.console().writeTo(evaluator.terminal());
		try {
			String rest = source;
			boolean goesOn = true;
			while (goesOn && !rest.isBlank()) {
				CompletionInfo info = this.shell.analysis().analyzeCompletion(rest);
				String piece = (info.source() != null) ? info.source() : rest;
				Outcome outcome = evaluateSafely(piece, evaluator);
				outcomes.accept(outcome);
				goesOn = outcome.goesOn();
				rest = info.remaining();
			}
		}
		finally {
			this.shell.console().out().flush();
			this.shell.console().writeTo(null);
			this.current = null;
			this.lock.unlock();
		}
	}

	private Outcome evaluateSafely(String piece, Evaluator evaluator) {
		try {
			return evaluatePiece(piece, evaluator);
		}
		catch (BeansException ex) {
			return new Outcome(Outcome.Kind.FAILED, null, null, shown(ex.getMostSpecificCause().toString()));
		}
	}

	private Outcome evaluatePiece(String piece, Evaluator evaluator) {
		SnippetEvent event = this.shell.evaluate(piece);
		for (int i = 0; i < MAX_BEANS && event != null && this.shell.declareMissing(event.snippet()); i++) {
			if (event.status() != Snippet.Status.REJECTED) {
				break;
			}
			event = this.shell.evaluate(piece);
		}
		return (event != null) ? outcome(event, evaluator) : new Outcome(Outcome.Kind.DONE, null, null, "");
	}

	private Outcome outcome(SnippetEvent event, Evaluator evaluator) {
		JShellException failure = event.exception();
		if (this.shell.execution().wasStopped()) {
			return new Outcome(Outcome.Kind.STOPPED, null, null, "Stopped");
		}
		if (failure != null) {
			return new Outcome(Outcome.Kind.FAILED, null, null, shown(Failures.failed(failure)));
		}
		if (event.status() == Snippet.Status.REJECTED) {
			return new Outcome(Outcome.Kind.REJECTED, null, null, shown(this.shell.problems(event.snippet())));
		}
		if (event.snippet() instanceof VarSnippet || event.snippet().kind() == Snippet.Kind.EXPRESSION) {
			return value(event.snippet(), evaluator);
		}
		return new Outcome(Outcome.Kind.DONE, (event.snippet() instanceof MethodSnippet method) ? method.name() : null,
				null, shown(this.shell.missing(event.snippet())));
	}

	private Outcome value(Snippet snippet, Evaluator evaluator) {
		boolean declared = snippet.subKind() == Snippet.SubKind.VAR_DECLARATION_SUBKIND
				|| snippet.subKind() == Snippet.SubKind.VAR_DECLARATION_WITH_INITIALIZER_SUBKIND;
		Object value = this.shell.execution().value();
		try {
			String text = this.shell.execution().run(() -> text(value, declared, evaluator));
			return new Outcome(Outcome.Kind.VALUE, SnippetShell.name(snippet), SnippetShell.type(snippet), shown(text));
		}
		catch (Exception | StackOverflowError ex) {
			if (this.shell.execution().wasStopped()) {
				return new Outcome(Outcome.Kind.STOPPED, null, null, "Stopped");
			}
			return new Outcome(Outcome.Kind.FAILED, null, null, shown(Exceptions.unwrap(ex).toString()));
		}
	}

	/** What is only declared is not subscribed to: that may have effects. */
	private String text(@Nullable Object value, boolean declared, Evaluator evaluator) {
		if (declared || !(value instanceof Publisher<?> publisher)) {
			return this.printer.print(value);
		}
		PublishedValue published = PublishedValue.of(publisher, evaluator.authentication(), this.limits);
		boolean single = publisher instanceof Mono && published.elements().size() == 1;
		String text = this.printer.print(single ? published.elements().get(0) : published.elements());
		return published.end().isEmpty() ? text : text + " (" + published.end() + ")";
	}

	private String shown(String text) {
		String masked = this.secrets.mask(ValuePrinter.harmless(text));
		// Some words more than the limit belong to the printer
		int most = this.limits.length() + 100;
		return (masked.length() > most) ? masked.substring(0, most) + "..." : masked;
	}

	/**
	 * Stops what somebody evaluates: at the next turn of a loop or call of a method of
	 * the snippet's own, or where it waits and can be interrupted. Code of the
	 * application that does not let itself be interrupted goes on.
	 * @param evaluator who does so; nothing happens if it is somebody else
	 */
	public void stop(Evaluator evaluator) {
		if (evaluator.equals(this.current)) {
			this.shell.execution().stop();
		}
	}

	/**
	 * How source could go on.
	 * @param source the source
	 * @param cursor where in it
	 * @return the suggestions, none while somebody evaluates
	 */
	public Suggestions suggest(String source, int cursor) {
		return whenFree(() -> this.shell.suggest(source, cursor), Suggestions.NONE);
	}

	/**
	 * What there is at a place in source.
	 * @param source the source
	 * @param cursor where in it
	 * @return signatures, none while somebody evaluates
	 */
	public List<String> documentation(String source, int cursor) {
		return whenFree(() -> this.shell.documentation(source, cursor), List.of());
	}

	/**
	 * The variables there are.
	 * @return declarations
	 */
	public List<String> variables() {
		return whenFree(this.shell::variables, List.of());
	}

	/**
	 * The imports there are.
	 * @return declarations
	 */
	public List<String> imports() {
		return whenFree(this.shell::imports, List.of());
	}

	/**
	 * What was evaluated and is valid.
	 * @return the sources, each with its number
	 */
	public List<String> snippets() {
		return whenFree(this.shell::sources, List.of());
	}

	/**
	 * Forgets everything that was declared.
	 */
	public void reset() {
		whenFree(() -> {
			this.shell.reopen();
			return true;
		}, false);
	}

	private <T> T whenFree(Supplier<T> action, T otherwise) {
		if (!this.lock.tryLock()) {
			return otherwise;
		}
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void close() {
		this.shell.close();
	}

}
