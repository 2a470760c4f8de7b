package dev.torsion.web.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The variables that all scripts get.
 */
final class CgiEnvironment {

	private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	private CgiEnvironment() {
	}

	/**
	 * Collects them; what is configured wins over what is handed on.
	 * @param properties the properties
	 * @param own the environment of the server
	 */
	static Map<String, String> of(CgiProperties properties, Map<String, String> own) {
		Map<String, String> variables = new LinkedHashMap<>();
		for (String name : properties.passEnvironment()) {
			String value = own.get(checked(name, "network.web.cgi.pass-environment"));
			if (value != null) {
				variables.put(name, value);
			}
		}
		variables.put("PATH", properties.path());
		for (int i = 0; i < properties.environment().size(); i++) {
			CgiProperties.Variable variable = properties.environment().get(i);
			String source = "network.web.cgi.environment[" + i + "]";
			if (variable.value().indexOf('\0') >= 0) {
				throw new FailureAnalyzedException("The value of %s contains a NUL.".formatted(source),
						"Remove it: no variable of an environment can hold one.");
			}
			variables.put(checked(variable.name(), source + ".name"), variable.value());
		}
		return variables;
	}

	private static String checked(@Nullable String name, String property) {
		if (name == null || !NAME.matcher(name).matches()) {
			throw new FailureAnalyzedException(
					"'%s' of %s is not the name of a variable.".formatted((name != null) ? name : "", property),
					"Use letters, digits and underscores, as in 'GIT_PROJECT_ROOT'.");
		}
		return name;
	}

}
