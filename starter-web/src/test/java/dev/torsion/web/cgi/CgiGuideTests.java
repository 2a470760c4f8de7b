package dev.torsion.web.cgi;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/cgi.md} says of each point which test shows it.
 */
class CgiGuideTests {

	private static final Path GUIDE = Path.of("../docs/cgi.md");

	private static final Pattern NAMED = Pattern.compile("`(\\w*)#(\\w+)`");

	private static final List<String> PACKAGES = List.of("dev.torsion.web.cgi", "dev.torsion.web.cgi.wire",
			"dev.torsion.web.content", "dev.torsion.web.handler", "dev.torsion.web.autoconfigure",
			"dev.torsion.web.interop", "dev.torsion.web.wire", "dev.torsion.net.process", "dev.torsion.files");

	@Test
	void namesTestsThatThereAre() throws Exception {
		List<String> rows;
		try (Stream<String> lines = Files.lines(GUIDE)) {
			rows = lines.filter((line) -> line.startsWith("| ")).skip(1).toList();
		}
		assertThat(rows).hasSizeGreaterThan(50).allSatisfy((row) -> {
			String[] cells = row.split(" *\\| *");
			assertThat(cells).hasSize(4);
			assertThat(missing(cells[3])).isEmpty();
			assertThat(NAMED.matcher(cells[3]).replaceAll("").replaceAll("[, ]", "")).as("more than names").isEmpty();
		});
	}

	private static List<String> missing(String cell) {
		List<String> missing = new ArrayList<>();
		Matcher named = NAMED.matcher(cell);
		String type = "";
		while (named.find()) {
			type = named.group(1).isEmpty() ? type : named.group(1);
			if (!isTest(type, named.group(2))) {
				missing.add(type + named.group());
			}
		}
		return missing;
	}

	private static boolean isTest(String type, String method) {
		return PACKAGES.stream()
			.flatMap((name) -> methods(name + "." + type))
			.filter((candidate) -> candidate.getName().equals(method))
			.anyMatch((candidate) -> candidate.isAnnotationPresent(Test.class)
					|| candidate.isAnnotationPresent(ParameterizedTest.class));
	}

	private static Stream<Method> methods(String type) {
		try {
			return Stream.<Class<?>>iterate(Class.forName(type), Objects::nonNull, Class::getSuperclass)
				.flatMap((declaring) -> Arrays.stream(declaring.getDeclaredMethods()));
		}
		catch (ClassNotFoundException ex) {
			return Stream.empty();
		}
	}

}
