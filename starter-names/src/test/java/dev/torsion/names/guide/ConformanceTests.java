package dev.torsion.names.guide;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.torsion.names.differential.DifferenceReasons;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the page of what is shown to what there is.
 */
class ConformanceTests {

	private static final Path PAGE = Path.of("../docs/names-conformance.md");

	private static final Path CLASSES = Path.of("target/test-classes");

	private static final Pattern TEST = Pattern.compile("`(?:(\\w+Tests)\\.)?(\\w+)`");

	@Test
	void namesOnlyTestsThatThereAre() throws Exception {
		Map<String, Set<String>> tests = tests();
		Set<String> missing = new TreeSet<>();
		for (String row : Files.readAllLines(PAGE)) {
			String cell = row.startsWith("|") && row.contains("Tests.") ? row.substring(row.indexOf("|", 1)) : "";
			String type = "";
			for (Matcher matcher = TEST.matcher(cell); matcher.find();) {
				type = (matcher.group(1) != null) ? matcher.group(1) : type;
				if (!tests.getOrDefault(type, Set.of()).contains(matcher.group(2))) {
					missing.add(type + "." + matcher.group(2));
				}
			}
		}
		assertThat(missing).isEmpty();
	}

	@Test
	void tellsAllReasonsForDifferences() throws IOException {
		String page = Files.readString(PAGE);
		assertThat(DifferenceReasons.rows()).allSatisfy((row) -> assertThat(page).contains(row + "\n"));
		assertThat(page.lines().filter((line) -> line.matches("\\| (Knot|NSD|Torsion) \\|.*")))
			.hasSameSizeAs(DifferenceReasons.rows());
	}

	private static Map<String, Set<String>> tests() throws Exception {
		Map<String, Set<String>> tests = new HashMap<>();
		try (Stream<Path> files = Files.walk(CLASSES)) {
			for (Path file : files.filter((path) -> path.toString().endsWith("Tests.class")).toList()) {
				String name = CLASSES.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
				Class<?> type = Class.forName(name, false, ConformanceTests.class.getClassLoader());
				for (Method method : type.getDeclaredMethods()) {
					tests.computeIfAbsent(type.getSimpleName(), (key) -> new HashSet<>()).add(method.getName());
				}
			}
		}
		return tests;
	}

}
