package dev.torsion.web.autoconfigure;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.torsion.web.CgiGateway;
import dev.torsion.web.FilteredScript;
import dev.torsion.web.ScriptProcessor;
import dev.torsion.web.content.Scripts;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Collects who processes the files of which extension, from the properties and the
 * {@link ScriptProcessor} beans.
 */
final class Processors {

	private static final Pattern EXTENSION = Pattern.compile("[a-z0-9_+-]+");

	private final Map<String, ScriptProcessor> byExtension = new HashMap<>();

	private final Map<String, String> sources = new HashMap<>();

	private Processors() {
	}

	static Scripts of(List<WebProperties.Processor> items, List<ScriptProcessor> beans, CgiGateway gateway) {
		Processors processors = new Processors();
		for (int i = 0; i < items.size(); i++) {
			String property = "network.web.processors[" + i + "]";
			WebProperties.Processor item = items.get(i);
			if (item.run().isEmpty()) {
				throw new FailureAnalyzedException("%s.run is not set.".formatted(property),
						"Set it to the interpreter and its arguments, as in 'run: [/usr/bin/perl]'.");
			}
			processors.add(new FilteredScript(gateway, (item.extension() != null) ? item.extension() : "",
					item.run().toArray(String[]::new)), property);
		}
		beans.forEach((bean) -> processors.add(bean, "the ScriptProcessor bean '" + bean + "'"));
		return Scripts.of(processors.byExtension);
	}

	private void add(ScriptProcessor processor, String source) {
		if (processor.extensions().isEmpty()) {
			throw notAnExtension("", source);
		}
		for (String written : processor.extensions()) {
			String extension = (written.startsWith(".") ? written.substring(1) : written).toLowerCase(Locale.ROOT);
			if (!EXTENSION.matcher(extension).matches()) {
				throw notAnExtension(written, source);
			}
			String other = this.sources.put(extension, source);
			if (other != null) {
				throw new FailureAnalyzedException("Files with the extension '%s' have two processors: %s and %s."
					.formatted(extension, other, source), "Remove one of them, or give it another extension.");
			}
			this.byExtension.put(extension, processor);
		}
		if (processor instanceof FilteredScript script) {
			checkProgram(script.command().get(0), source);
		}
	}

	private static FailureAnalyzedException notAnExtension(String extension, String source) {
		return new FailureAnalyzedException("The extension '%s' of %s is not one.".formatted(extension, source),
				"Set it to what follows the last dot in the names of the files, as in 'pl'.");
	}

	/**
	 * An interpreter that is missing would show itself with the first request only.
	 */
	private static void checkProgram(String program, String source) {
		String problem = problem(program);
		if (problem != null) {
			throw new FailureAnalyzedException("The interpreter '%s' of %s %s.".formatted(program, source, problem),
					"Install it, or name another one by its absolute path, as in '/usr/bin/perl'.");
		}
	}

	private static @Nullable String problem(String program) {
		try {
			Path file = Path.of(program);
			if (!file.isAbsolute()) {
				return "is not an absolute path";
			}
			if (!Files.isRegularFile(file)) {
				return "does not exist";
			}
			return Files.isExecutable(file) ? null
					: "cannot be executed by the user '" + System.getProperty("user.name") + "'";
		}
		catch (InvalidPathException ex) {
			return "is not a path";
		}
	}

}
