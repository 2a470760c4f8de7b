package dev.torsion.words;

import java.time.Instant;
import java.util.Map;

import dev.torsion.words.RoomException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what no {@link Message}, {@link Profile} and {@link Topic} can be: more than a
 * line, of which the rest would be a message of its own in IRC.
 */
class LineTests {

	private static final Profile JOE = new Profile("joe", "joe", "host", "Joe", null, null, false);

	private static void refused(ThrowingCallable made) {
		assertThatExceptionOfType(RoomException.class).isThrownBy(made)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.MALFORMED));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nQUIT :x", "a\n", "\ra", "a\0b" })
	void refusesWhatIsMoreThanOneLine(String text) {
		assertThat(Message.isLine(text)).isFalse();
		refused(() -> new Topic(text, "", Instant.EPOCH));
		refused(() -> JOE.withNick(text));
		refused(() -> JOE.withHost(text, "host"));
		refused(() -> JOE.withHost("user", text));
		refused(() -> JOE.withRealName(text));
		refused(() -> JOE.withAccount(text));
		refused(() -> JOE.withAway(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nQUIT :x", "\ra", "a\0b" })
	void saysLinesWithNothingButLineFeedsBetween(String text) {
		refused(() -> Message.of(text));
		refused(() -> Message.notice("x").edited(text, Instant.EPOCH));
		assertThat(Message.of("a\n\nb").text()).isEqualTo("a\n\nb");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "text", "\u0001ACTION waves\u0001", "\u0002bold\u000F", "tab\there", "größe 日本" })
	void takesAnyOtherText(String text) {
		assertThat(Message.of(text).text()).isEqualTo(text);
		assertThat(JOE.withAway(text).away()).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "typing", "+", "+a b", "+a;b", "+a=b", "+a\r", "+ä", "" })
	void refusesNamesThatNoTagHas(String name) {
		refused(() -> Message.of(Message.Type.TAGS, "", Map.of(name, "")));
	}

	@Test
	void refusesTooMuchOfTags() {
		refused(() -> Message.of(Message.Type.TAGS, "", Map.of("+a", "x".repeat(4092))));
		refused(() -> Message.of(Message.Type.TAGS, "", Map.of("+a", "\0")));
		Map<String, String> tags = Map.of("+draft/reply", "a b;c\r\n", "+example.org/x-1", "x".repeat(4000));
		assertThat(Message.of(Message.Type.TAGS, "", tags).tags()).isEqualTo(tags);
	}

}
