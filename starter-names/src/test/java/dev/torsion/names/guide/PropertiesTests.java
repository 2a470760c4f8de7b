package dev.torsion.names.guide;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the table of properties to those that there are.
 */
class PropertiesTests {

	private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

	@Test
	void tellsAllProperties() throws Exception {
		String page = Files.readString(Path.of("../docs/names.md"));
		Object properties = JsonParserFactory.getJsonParser()
			.parseMap(Files.readString(METADATA))
			.getOrDefault("properties", List.of());
		assertThat((List<?>) properties).isNotEmpty()
			.extracting((property) -> (String) ((Map<?, ?>) property).get("name"))
			.filteredOn((name) -> name.startsWith("network.names."))
			.allSatisfy((name) -> assertThat(page).contains("`" + name.substring("network.names.".length()) + "` |"));
	}

}
