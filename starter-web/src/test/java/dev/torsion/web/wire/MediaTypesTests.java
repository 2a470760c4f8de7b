package dev.torsion.web.wire;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MediaTypesTests {

	private final MediaTypes types = new MediaTypes(Map.of("PL", "text/x-perl", "md", "text/plain"),
			(type) -> type.startsWith("text/"));

	@ParameterizedTest
	@CsvSource({ "index.html, text/html;charset=utf-8", "A.HTM, text/html;charset=utf-8",
			"a.js, text/javascript;charset=utf-8", "a.json, application/json", "a.svg, image/svg+xml",
			"a.wasm, application/wasm", "a.unknown, application/octet-stream", "README, application/octet-stream",
			"a.pl, text/x-perl", "a.md, text/plain", "a.tar.gz, application/gzip" })
	void knowsTypesByExtension(String name, String type) {
		assertThat(this.types.of(name)).isEqualTo(type);
	}

}
