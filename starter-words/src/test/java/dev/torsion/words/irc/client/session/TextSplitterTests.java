package dev.torsion.words.irc.client.session;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextSplitterTests {

	@Test
	void leavesAloneWhatFits() {
		assertThat(TextSplitter.split("", 10)).containsExactly("");
		assertThat(TextSplitter.split("0123456789", 10)).containsExactly("0123456789");
	}

	@Test
	void splitsBetweenWords() {
		assertThat(TextSplitter.split("one two three four", 9)).containsExactly("one two", "three", "four");
		assertThat(TextSplitter.split("12345678 x", 8)).containsExactly("12345678", "x");
	}

	@Test
	void splitsAWordThatIsTooLong() {
		assertThat(TextSplitter.split("a 0123456789012", 8)).containsExactly("a 012345", "6789012");
	}

	@Test
	void splitsNoCharacter() {
		for (String character : List.of("\u00e9", "\u20ac", "\ud83d\ude00")) {
			String text = character.repeat(50);
			for (int length = 4; length < 20; length++) {
				List<String> pieces = TextSplitter.split(text, length);
				assertThat(String.join("", pieces)).isEqualTo(text);
				int longest = length;
				assertThat(pieces).allMatch((piece) -> piece.getBytes(StandardCharsets.UTF_8).length <= longest)
					.noneMatch((piece) -> piece.getBytes(StandardCharsets.UTF_8)[0] == '?');
			}
		}
	}

}
