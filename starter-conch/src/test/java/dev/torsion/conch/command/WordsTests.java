package dev.torsion.conch.command;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Words}.
 */
class WordsTests {

	@Test
	void splitsAtWhiteSpace() {
		assertThat(Words.split("  deploy\tshop \n now\r")).containsExactly("deploy", "shop", "now");
		assertThat(Words.split("")).isEmpty();
		assertThat(Words.split(" \t ")).isEmpty();
	}

	@Test
	void keepsWhatIsQuotedTogether() {
		assertThat(Words.split("say 'a  b' \"c d\" e\\ f")).containsExactly("say", "a  b", "c d", "e f");
		assertThat(Words.split("a'b'\"c\"d")).containsExactly("abcd");
	}

	@Test
	void knowsEmptyWords() {
		assertThat(Words.split("a '' \"\" b")).containsExactly("a", "", "", "b");
	}

	@Test
	void takesNothingForSpecialBetweenSingleQuotes() {
		assertThat(Words.split("'\\n \"$x\" `y`'")).containsExactly("\\n \"$x\" `y`");
	}

	@Test
	void escapesBetweenDoubleQuotesWhatHasToBe() {
		assertThat(Words.split("\"\\\" \\\\ \\$ \\` \\n ' \"")).containsExactly("\" \\ $ ` \\n ' ");
	}

	@Test
	void takesOperatorsVariablesAndPatternsForText() {
		assertThat(Words.split("a;b|c && d>e <f $HOME `id` $(id) * ~ # !! {x}")).containsExactly("a;b|c", "&&", "d>e",
				"<f", "$HOME", "`id`", "$(id)", "*", "~", "#", "!!", "{x}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "'", "a 'b", "\"", "a \"b'", "\"\\\"", "\\", "a\\" })
	void refusesWhatIsNotClosed(String line) {
		assertThatIllegalArgumentException().isThrownBy(() -> Words.split(line));
	}

	@Test
	void splitsAnythingOrRefusesIt() {
		Random random = new Random(7);
		String alphabet = "ab '\"\\$\n\0é\ud83d";
		for (int i = 0; i < 20_000; i++) {
			StringBuilder line = new StringBuilder();
			random.ints(random.nextInt(12), 0, alphabet.length()).forEach((c) -> line.append(alphabet.charAt(c)));
			try {
				List<String> words = Words.split(line.toString());
				assertThat(String.join("", words).length()).isLessThanOrEqualTo(line.length());
			}
			catch (IllegalArgumentException ex) {
				assertThat(line.toString()).containsAnyOf("'", "\"", "\\");
			}
		}
	}

}
