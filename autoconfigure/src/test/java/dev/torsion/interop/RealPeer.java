package dev.torsion.interop;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A program of others that a test talks to.
 */
public final class RealPeer {

	private RealPeer() {
	}

	/** Where Debian keeps the programs of each release of PostgreSQL. */
	private static final Path POSTGRESQL = Path.of("/usr/lib/postgresql");

	/**
	 * Finds a program on the search path, or where Debian keeps its daemons and
	 * PostgreSQL.
	 * @param program the name of the program
	 * @return where it is
	 */
	public static Optional<Path> find(String program) {
		return folders().map((folder) -> folder.resolve(program)).filter(Files::isExecutable).findFirst();
	}

	private static Stream<Path> folders() {
		Stream<Path> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.filter((folder) -> !folder.isEmpty())
			.map(Path::of);
		return Stream.concat(Stream.concat(path, Stream.of(Path.of("/usr/sbin"))), postgresql());
	}

	/** The newest release first. */
	private static Stream<Path> postgresql() {
		String[] releases = POSTGRESQL.toFile().list();
		return (releases == null) ? Stream.empty() : Stream.of(releases)
			.sorted(Comparator.comparing((String release) -> release.length()).thenComparing((name) -> name).reversed())
			.map((release) -> POSTGRESQL.resolve(release).resolve("bin"));
	}

	/**
	 * Finds a program that {@link Interop} has asked for.
	 * @param program the name of the program
	 * @return where it is
	 * @throws IllegalStateException if it is not installed
	 */
	public static Path require(String program) {
		return find(program).orElseThrow(() -> new IllegalStateException(missing(List.of(program))));
	}

	private static String missing(List<String> programs) {
		return String.join(", ", programs) + " not installed; ./check installs what the tests need";
	}

	static ConditionEvaluationResult check(List<String> programs, boolean required) {
		List<String> missing = programs.stream().filter((program) -> find(program).isEmpty()).toList();
		if (missing.isEmpty()) {
			return ConditionEvaluationResult.enabled("Everything is installed");
		}
		if (required) {
			throw new IllegalStateException(missing(missing));
		}
		return ConditionEvaluationResult.disabled(missing(missing));
	}

	static final class Installed implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			List<String> programs = AnnotationSupport.findAnnotation(context.getElement(), Interop.class)
				.map((interop) -> List.of(interop.value()))
				.orElse(List.of());
			ConditionEvaluationResult result = check(programs, Boolean.getBoolean("torsion.interop"));
			if (result.isDisabled()) {
				// Surefire counts what is skipped, and does not say why
				System.out.println("Skipped " + context.getDisplayName() + ": " + result.getReason().orElseThrow());
			}
			return result;
		}

	}

}
