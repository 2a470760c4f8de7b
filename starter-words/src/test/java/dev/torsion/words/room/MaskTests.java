package dev.torsion.words.room;

import dev.torsion.words.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Mask}.
 */
class MaskTests {

	private static final Profile JOE = new Profile("Joe", "joseph", "host.example.org", "", "joe", null, false);

	@ParameterizedTest
	@CsvSource({ "joe,joe!*@*", "joe@host,*!joe@host", "@host,*!*@host", "joe!user,joe!user@*",
			"!user@host,*!user@host", "host.example.org,*!*@host.example.org", "2001:db8::1,*!*@2001:db8::1",
			"a!b@c,a!b@c", "~a:joe,~a:joe", "~q:joe,~q:joe!*@*", "~q:~a:joe,~q:~a:joe", "'',!*@*" })
	void addsWhatIsLeftOut(String written, String complete) {
		assertThat(Mask.parse(written)).hasToString(complete);
	}

	@ParameterizedTest
	@CsvSource({ "joe,true", "JOE!*@*,true", "j?e,true", "jo,false", "*!joseph@*,true", "*!*@*.example.org,true",
			"*!*@*.example.com,false", "~a:joe,true", "~a:JO*,true", "~a:bob,false", "*,true", "?*?,true" })
	void meansWhoIsLikeThePattern(String mask, boolean meant) {
		assertThat(Mask.parse(mask).matches(JOE)).isEqualTo(meant);
	}

	@Test
	void meansNobodyWithoutAnAccountByOne() {
		assertThat(Mask.parse("~a:*").matches(JOE.withAccount(null))).isFalse();
	}

	@Test
	void tellsWhetherItForbidsToSpeakAlone() {
		assertThat(Mask.parse("~q:joe").isQuiet()).isTrue();
		assertThat(Mask.parse("joe").isQuiet()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "'','',true", "'',a,false", "*,'',true", "**,'',true", "?,'',false", "a*b*c,abbbc,true",
			"a*b*c,abbbcd,false", "*ab,aab,true", "*aab,aaab,true", "a?c,abc,true", "a**c,ac,true" })
	void takesStarsForAnyCharactersAndQuestionMarksForOne(String pattern, String text, boolean matches) {
		assertThat(Mask.matches(pattern, text)).isEqualTo(matches);
	}

	@Test
	void takesNoLongerForPatternsMadeUpToTakeLong() {
		String pattern = "*a".repeat(500) + "b";
		String text = "a".repeat(5000);
		// Whoever tries again from each star takes longer than there is time in the world
		assertThat(Mask.matches(pattern, text)).isFalse();
		assertThat(Mask.matches("a*".repeat(500), text)).isTrue();
	}

}
