package dev.torsion.words.room;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the patterns of {@link Mask}, by those of ircdocs' parser-tests.
 */
class MaskVectorTests {

	@ParameterizedTest
	@CsvSource({ "*@127.0.0.1, coolguy!ab@127.0.0.1", "*@127.0.0.1, cooldud3!~bc@127.0.0.1",
			"cool*@*, cool132!ab@example.com", "cool!*@*, cool!312ab@example.com",
			"cool!?username@*, cool!~username@127.0.0.1", "cool!a?*@*, cool!abc@127.0.0.1",
			"cool[guy]!*@*, cool[guy]!a@example.com", "*, x", "**, x", "*a*b*, xaxxbx", "*aab, aaaab" })
	void meansWhatIsLikeIt(String mask, String text) {
		assertThat(Mask.matches(mask, text)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "*@127.0.0.1, coolguy!ab@127.0.0.5", "cool*@*, koolguy!ab@127.0.0.5", "cool!*@*, coolguy!ab@127.0.0.1",
			"cool!?username@*, cool!username@127.0.0.1", "cool!a?*@*, cool!a@127.0.0.1",
			"cool[guy]!*@*, coolg!ab@127.0.0.1", "cool[guy]!*@*, cool[!ac@127.0.1.1", "?, xy", "a*b, ac",
			"*aab, aaaba" })
	void meansNothingElse(String mask, String text) {
		assertThat(Mask.matches(mask, text)).isFalse();
	}

	@Test
	void isNotSlowWhereOthersTakeForever() {
		assertThat(Mask.matches("*a".repeat(200) + "b", "a".repeat(500))).isFalse();
	}

}
