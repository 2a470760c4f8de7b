package dev.torsion.text;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrintableTextTests {

	@Test
	void showsNothingThatATerminalActsUpon() {
		assertThat(PrintableText.of("a\r\n\u001b[31mb\0", 100)).isEqualTo("a???[31mb?");
		assertThat(PrintableText.of("x\u202ey\u2028z\ud800", 100)).isEqualTo("x?y?z?");
	}

	@Test
	void keepsAllElse() {
		assertThat(PrintableText.of("gr\u00f6\u00dfe \ud83d\ude00", 100)).isEqualTo("gr\u00f6\u00dfe \ud83d\ude00");
	}

	@Test
	void endsWhatIsTooLong() {
		assertThat(PrintableText.of("abcd", 4)).isEqualTo("abcd");
		assertThat(PrintableText.of("\udb40\udc01", 4)).isEqualTo("?");
		assertThat(PrintableText.of("x".repeat(300))).isEqualTo("x".repeat(200) + "...");
		assertThat(PrintableText.of("abcde", 4)).isEqualTo("abcd...");
	}

}
