package dev.torsion.conch.process;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CommandWordsTests {

	@Test
	void separatesWords() {
		assertThat(CommandWords.of("  backup\tnow  -v ")).containsExactly("backup", "now", "-v");
		assertThat(CommandWords.of("")).isEmpty();
	}

	@Test
	void understandsQuotes() {
		assertThat(CommandWords.of("git-upload-pack '/it'\\''s a \"test\".git'")).containsExactly("git-upload-pack",
				"/it's a \"test\".git");
		assertThat(CommandWords.of("a \"b; c\" d\\ e ''")).containsExactly("a", "b; c", "d e", "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a; b", "a & b", "a | b", "a > b", "a < b", "a $HOME", "a `b`", "a $(b)", "a \"$(b)\"",
			"a \"`b`\"", "a *", "a ~", "a #b", "a \n b", "a (b)", "a {b,c}", "a 'b", "a \"b", "a \\", "a \\\n b",
			"a \0" })
	void doesNotUnderstandWhatTakesAShell(String line) {
		assertThat(CommandWords.of(line)).isNull();
	}

}
