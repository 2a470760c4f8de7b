package dev.torsion.conch.manhole.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;

/**
 * JShell, with the application's beans as variables.
 */
final class SnippetShell implements AutoCloseable {

	private static final String CONSOLE = Console.class.getName();

	private static final List<String> START = List.of("import java.util.*;", "import java.time.*;",
			"import java.util.stream.*;", "import reactor.core.publisher.*;", "import org.springframework.context.*;",
			CONSOLE + " console = " + CONSOLE + ".current();", "ApplicationContext context = console.context();",
			"org.springframework.core.env.Environment env = console.env();", "java.io.PrintStream out = console.out();",
			"<T> T bean(Class<T> type) { return console.bean(type); }",
			"@SuppressWarnings(\"unchecked\") <T> T bean(String name) { return (T) console.bean(name); }",
			"Map<String, String> beans(String pattern) { return console.beans(pattern); }",
			"Map<String, String> beans() { return console.beans(\"*\"); }");

	private static final Pattern IDENTIFIER = Pattern.compile("(?<![\\w$.])[\\p{L}_$][\\p{L}\\p{N}_$]*+");

	private static final int MAX_BEANS = 16;

	private static final int MAX_SUGGESTIONS = 500;

	private final CompilerClassPath classPath;

	private final Console console;

	private final BeanVariables beans;

	private JShell shell;

	private SnippetExecution execution;

	SnippetShell(ApplicationContext context, CompilerClassPath classPath) {
		this.classPath = classPath;
		this.console = new Console(context);
		this.beans = new BeanVariables(context);
		this.execution = new SnippetExecution(new SnippetClassLoader(classPath.loader()));
		this.shell = open(this.execution);
	}

	Console console() {
		return this.console;
	}

	SnippetExecution execution() {
		return this.execution;
	}

	SourceCodeAnalysis analysis() {
		return this.shell.sourceCodeAnalysis();
	}

	void reopen() {
		this.shell.close();
		this.execution = new SnippetExecution(new SnippetClassLoader(this.classPath.loader()));
		this.shell = open(this.execution);
	}

	private JShell open(SnippetExecution execution) {
		JShell opened = JShell.builder()
			.executionEngine(new Provider(execution), Map.of())
			.fileManager(this::withClasses)
			.build();
		this.console.open(() -> START.forEach((source) -> start(opened, source)));
		return opened;
	}

	private static void start(JShell shell, String source) {
		for (SnippetEvent event : shell.eval(source)) {
			if (event.status() != Snippet.Status.VALID || event.exception() != null) {
				String problems = Failures.rejected(shell.diagnostics(event.snippet()).toList());
				shell.close();
				throw new IllegalStateException("Cannot evaluate '" + source + "': " + problems, event.exception());
			}
		}
	}

	// Without a path of their own, annotation processors would be looked for among the
	// application's jars
	private StandardJavaFileManager withClasses(StandardJavaFileManager files) {
		try {
			files.setLocationFromPaths(StandardLocation.CLASS_PATH, this.classPath.paths());
			files.setLocationFromPaths(StandardLocation.ANNOTATION_PROCESSOR_PATH, List.of());
			return files;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Evaluates one snippet.
	 * @param source its source
	 * @return what became of it, {@code null} if there is nothing in the source
	 */
	@Nullable SnippetEvent evaluate(String source) {
		this.execution.reset();
		return this.shell.eval(source)
			.stream()
			.filter((event) -> event.causeSnippet() == null)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Declares variables for beans that a snippet names and that have none.
	 * @param snippet a snippet that was evaluated
	 * @return whether there were any
	 */
	boolean declareMissing(Snippet snippet) {
		Set<String> names = new LinkedHashSet<>();
		Snippet.Status status = this.shell.status(snippet);
		if (status == Snippet.Status.REJECTED) {
			this.shell.diagnostics(snippet).filter(Diag::isError).forEach((problem) -> {
				Matcher named = IDENTIFIER.matcher(snippet.source());
				if (problem.getStartPosition() >= 0 && named.find((int) problem.getStartPosition())
						&& named.start() == problem.getStartPosition()) {
					names.add(named.group());
				}
			});
		}
		else if (!status.isDefined() || status != Snippet.Status.VALID) {
			unresolved(snippet).filter((text) -> text.startsWith("variable "))
				.forEach((text) -> names.add(text.substring("variable ".length())));
		}
		return declare(names.stream().filter(this.beans::has));
	}

	private Stream<String> unresolved(Snippet snippet) {
		return (snippet instanceof DeclarationSnippet declaration) ? this.shell.unresolvedDependencies(declaration)
				: Stream.empty();
	}

	private boolean declare(Stream<String> names) {
		List<String> undeclared = names.filter((name) -> this.shell.variables().noneMatch((v) -> v.name().equals(name)))
			.limit(MAX_BEANS)
			.toList();
		undeclared.forEach((name) -> this.shell.eval(this.beans.declaration(name)));
		return !undeclared.isEmpty();
	}

	Suggestions suggest(String source, int cursor) {
		String before = source.substring(0, cursor);
		List<String> named = new ArrayList<>();
		Matcher identifiers = IDENTIFIER.matcher(before);
		while (identifiers.find()) {
			if (identifiers.end() < cursor) {
				named.add(identifiers.group());
			}
		}
		declare(named.stream().filter(this.beans::exists));
		int[] anchor = new int[1];
		Stream<String> suggested = analysis().completionSuggestions(source, cursor, anchor)
			.stream()
			.map(SourceCodeAnalysis.Suggestion::continuation);
		Matcher last = IDENTIFIER.matcher(before);
		Stream<String> names = (last.find(Math.min(anchor[0], cursor)) && last.start() == anchor[0]
				&& last.end() == cursor) ? this.beans.names(last.group()) : Stream.empty();
		return new Suggestions(anchor[0],
				Stream.concat(suggested, names).distinct().sorted().limit(MAX_SUGGESTIONS).toList());
	}

	List<String> documentation(String source, int cursor) {
		return analysis().documentation(source, cursor, false)
			.stream()
			.map(SourceCodeAnalysis.Documentation::signature)
			.limit(MAX_SUGGESTIONS)
			.toList();
	}

	String problems(Snippet snippet) {
		return Failures.rejected(this.shell.diagnostics(snippet).toList());
	}

	/**
	 * What has to be declared before a snippet can be used.
	 * @param snippet a declaration
	 * @return one line, empty if nothing
	 */
	String missing(Snippet snippet) {
		List<String> missing = unresolved(snippet).toList();
		return missing.isEmpty() ? "" : "Not to be used before there is " + String.join(", ", missing);
	}

	List<String> variables() {
		return this.shell.variables().map((variable) -> variable.typeName() + " " + variable.name()).toList();
	}

	List<String> imports() {
		return this.shell.imports().map((each) -> each.source().strip()).toList();
	}

	List<String> sources() {
		return this.shell.snippets()
			.filter((snippet) -> this.shell.status(snippet) == Snippet.Status.VALID)
			.skip(START.size())
			.map((snippet) -> snippet.id() + ": " + snippet.source().strip())
			.toList();
	}

	static @Nullable String name(Snippet snippet) {
		if (snippet instanceof VarSnippet variable) {
			return variable.name();
		}
		return (snippet instanceof ExpressionSnippet expression) ? expression.name() : null;
	}

	static @Nullable String type(Snippet snippet) {
		if (snippet instanceof VarSnippet variable) {
			return variable.typeName();
		}
		return (snippet instanceof ExpressionSnippet expression) ? expression.typeName() : null;
	}

	@Override
	public void close() {
		this.shell.close();
	}

	/** Known to nobody else, so it is not looked up by name. */
	private record Provider(ExecutionControl control) implements ExecutionControlProvider {

		@Override
		public String name() {
			return "manhole";
		}

		@Override
		public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
			return this.control;
		}

	}

}
