package dev.torsion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * The examples of a page of the user's guide, for tests to run. An example is the fenced
 * block that follows a comment with its id, {@code <!-- example: cred-users -->}.
 */
public final class DocExamples {

	private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

	private final Path page;

	private final String text;

	private DocExamples(Path page) {
		this.page = page;
		this.text = read(page);
	}

	/**
	 * Reads a page.
	 * @param page its path in the project, such as {@code docs/cred.md}
	 * @return its examples
	 */
	public static DocExamples of(String page) {
		Path directory = Path.of("").toAbsolutePath();
		while (directory != null && !Files.exists(directory.resolve(page))) {
			directory = directory.getParent();
		}
		if (directory == null) {
			throw new IllegalArgumentException("No page " + page);
		}
		return new DocExamples(directory.resolve(page));
	}

	/**
	 * The properties of the module under test that the page does not tell with their
	 * default values, each in a row of its table.
	 * @param prefix what they begin with, the last dot included
	 * @return their names behind the prefix
	 */
	public List<String> missingProperties(String prefix) {
		List<Map<String, @Nullable Object>> properties = JsonPath.parse(read(METADATA)).read("$.properties");
		List<String> missing = new ArrayList<>();
		int told = 0;
		for (Map<String, @Nullable Object> property : properties) {
			String name = String.valueOf(property.get("name"));
			if (name.startsWith(prefix)) {
				told++;
				String row = row(name.substring(prefix.length()), property);
				if (property.get("description") == null || !this.text.contains(row)) {
					missing.add(name.substring(prefix.length()));
				}
			}
		}
		if (told == 0) {
			throw new IllegalStateException("No property begins with " + prefix);
		}
		return missing;
	}

	private static String row(String name, Map<String, @Nullable Object> property) {
		Object value = property.get("defaultValue");
		String shown = (value instanceof List<?> list) ? String.join(", ", list.stream().map(String::valueOf).toList())
				: String.valueOf(value);
		return "| `" + name + "` | " + ((value != null && !shown.isEmpty()) ? "`" + shown + "`" : "") + " | ";
	}

	/**
	 * The code of an example.
	 * @param id the id in the comment before it
	 * @return its lines, without the fence
	 */
	public String code(String id) {
		Matcher block = Pattern
			.compile("<!-- example: " + Pattern.quote(id) + " -->\\s*```\\w*\n(.*?)```", Pattern.DOTALL)
			.matcher(this.text);
		if (!block.find()) {
			throw new IllegalArgumentException("No example " + id + " in " + this.page);
		}
		return block.group(1);
	}

	/**
	 * The properties of an example in YAML.
	 * @param id the id in the comment before it
	 * @return the properties
	 */
	public List<PropertySource<?>> yaml(String id) {
		try {
			return new YamlPropertySourceLoader().load(id,
					new ByteArrayResource(code(id).getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The lines of a test between {@code // tag::name[]} and {@code // end::name[]},
	 * which are compiled and run, to compare an example in Java with.
	 * @param test the test, a top-level class of the module under test
	 * @param tag the name of the tag
	 * @return the lines, indented from zero
	 */
	public static String tagged(Class<?> test, String tag) {
		String source = read(Path.of("src/test/java", test.getName().replace('.', '/') + ".java"));
		Matcher region = Pattern
			.compile("// tag::" + Pattern.quote(tag) + "\\[]\n(.*?)[ \t]*// end::" + Pattern.quote(tag) + "\\[]",
					Pattern.DOTALL)
			.matcher(source);
		if (!region.find()) {
			throw new IllegalArgumentException("No tag " + tag + " in " + test);
		}
		return region.group(1).stripTrailing().stripIndent() + "\n";
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
