package dev.torsion.conch.manhole.engine;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Hides secrets in what is printed, so that they are neither seen over a shoulder nor
 * kept in a transcript. It does not keep them from who asks for them.
 */
final class Secrets {

	static final String MASK = "******";

	// Shorter values would hide words that have nothing to do with them
	private static final int MIN_LENGTH = 4;

	private static final String NAMES = "[\\w.\\-]*(?:password|passphrase|passwd|secret|token|key|credentials?)";

	private static final Pattern NAME = Pattern.compile(NAMES, Pattern.CASE_INSENSITIVE);

	private static final Pattern ASSIGNED = Pattern.compile("\\b(" + NAMES + "\"?\\s*[=:]\\s*)[^\\s,;&)}\\]]++",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern USER_INFO = Pattern.compile("(://[^\\s:/@]{0,256}:)[^\\s/@]++@");

	private final Environment environment;

	Secrets(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Whether something of that name is secret.
	 * @param name the name of a property or the like
	 * @return whether it sounds so
	 */
	static boolean isSecret(String name) {
		return NAME.matcher(name).matches();
	}

	/**
	 * Hides values of secret properties, what is assigned to a secret name, and passwords
	 * in URLs.
	 * @param text what is to be printed
	 * @return the text without them
	 */
	String mask(String text) {
		String masked = text;
		for (String value : values()) {
			masked = masked.replace(value, MASK);
		}
		masked = ASSIGNED.matcher(masked).replaceAll("$1" + Matcher.quoteReplacement(MASK));
		return USER_INFO.matcher(masked).replaceAll("$1" + Matcher.quoteReplacement(MASK) + "@");
	}

	private Set<String> values() {
		// The longest first: one may be part of another
		Set<String> values = new TreeSet<>(
				(a, b) -> (a.length() != b.length()) ? b.length() - a.length() : a.compareTo(b));
		if (this.environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				if (source instanceof EnumerablePropertySource<?> enumerable) {
					for (String name : enumerable.getPropertyNames()) {
						add(name, values);
					}
				}
			}
		}
		return values;
	}

	private void add(String name, Set<String> values) {
		if (!isSecret(name)) {
			return;
		}
		String value;
		try {
			value = this.environment.getProperty(name);
		}
		catch (IllegalArgumentException ex) {
			return; // a placeholder that leads nowhere
		}
		if (value != null && value.length() >= MIN_LENGTH && !value.equals("true") && !value.equals("false")) {
			values.add(value);
		}
	}

}
