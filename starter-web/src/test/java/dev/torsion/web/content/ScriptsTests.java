package dev.torsion.web.content;

import java.util.List;
import java.util.Map;

import dev.torsion.web.FilteredScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class ScriptsTests {

	private final Scripts scripts = Scripts
		.of(Map.of("php", new FilteredScript((exchange, script, command) -> Mono.empty(), "php", "/bin/true"), "k",
				new FilteredScript((exchange, script, command) -> Mono.empty(), "k", "/bin/true")));

	@ParameterizedTest
	@ValueSource(strings = { "a.php", "a.PHP", "a.pHp", "a.b.php", ".php", "a.k", "a.K" })
	void knowsAScript(String name) {
		assertThat(this.scripts.of(name)).isNotNull();
		assertThat(this.scripts.isCopy(name)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "php", "a.phpx", "a.php.txt", "aphp", "a.php/", "a.\u212a", "a.\uff50hp", "a.ph", "a" })
	void takesNothingElseForOne(String name) {
		assertThat(this.scripts.of(name)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.php~", "a.php.", "a.php ", "a.php.bak", "a.php.gz", "a.PHP.GZ", "a.php.br", "a.php.zst",
			"a.php.old~", "a.php.orig", "a.php.swp", "a.php..." })
	void knowsACopyOfAScript(String name) {
		assertThat(this.scripts.of(name)).isNull();
		assertThat(this.scripts.isCopy(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.txt~", "a.php.txt", "a.gz", "php.gz", "a.html.bak", "gz", "~", "a.php.html" })
	void takesNothingElseForACopy(String name) {
		assertThat(this.scripts.isCopy(name)).isFalse();
	}

	@Test
	void hasNoneUnlessTold() {
		assertThat(List.of(Scripts.NONE, Scripts.of(Map.of()))).allMatch(Scripts::isEmpty)
			.noneMatch(Scripts::areAll)
			.allMatch((none) -> none.of("a.php") == null);
	}

}
