package dev.torsion.interop;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
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

	/**
	 * Finds a program on the search path, or where Debian keeps its daemons.
	 * @param program the name of the program
	 * @return where it is
	 */
	public static Optional<Path> find(String program) {
		String searched = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
		return Stream.of(searched.split(File.pathSeparator))
			.filter((folder) -> !folder.isEmpty())
			.map((folder) -> Path.of(folder, program))
			.filter(Files::isExecutable)
			.findFirst();
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
