package dev.torsion.conch.manhole.engine;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import jdk.jshell.UnresolvedReferenceException;

/**
 * Tells what was wrong with snippets.
 */
final class Failures {

	private static final int MAX_FRAMES = 12;

	private static final int MAX_CAUSES = 4;

	private Failures() {
	}

	/**
	 * What the compiler says.
	 * @param problems errors and warnings
	 * @return the errors, one a line
	 */
	static String rejected(List<Diag> problems) {
		return problems.stream()
			.filter(Diag::isError)
			.map((problem) -> problem.getMessage(Locale.ENGLISH).strip())
			.distinct()
			.collect(Collectors.joining("\n"));
	}

	/**
	 * An exception of a snippet, as far as frames are the snippet's or were called by it.
	 * @param ex the exception
	 * @return its text
	 */
	static String failed(JShellException ex) {
		StringBuilder text = new StringBuilder();
		JShellException each = ex;
		for (int i = 0; each != null && i < MAX_CAUSES; i++) {
			text.append((i > 0) ? "\nCaused by: " : "").append(headline(each));
			appendFrames(each.getStackTrace(), text);
			each = (each.getCause() instanceof JShellException cause) ? cause : null;
		}
		return text.toString();
	}

	private static String headline(JShellException ex) {
		if (ex instanceof EvalException failure) {
			String message = failure.getMessage();
			String type = failure.getExceptionClassName();
			return (message != null) ? type + ": " + message : type;
		}
		return (ex instanceof UnresolvedReferenceException unresolved)
				? "Not all is declared of " + unresolved.getSnippet().source().strip() : String.valueOf(ex);
	}

	private static void appendFrames(StackTraceElement[] frames, StringBuilder text) {
		for (int i = 0; i < frames.length && i < MAX_FRAMES; i++) {
			text.append("\n    at ").append(frame(frames[i]));
		}
		if (frames.length > MAX_FRAMES) {
			text.append("\n    ... ").append(frames.length - MAX_FRAMES).append(" more");
		}
	}

	private static String frame(StackTraceElement frame) {
		String file = frame.getFileName();
		if (file == null || !file.startsWith("#")) {
			return frame.toString();
		}
		String method = frame.getMethodName();
		return (method.isEmpty() ? "" : method + " ") + "(" + file + ":" + frame.getLineNumber() + ")";
	}

}
