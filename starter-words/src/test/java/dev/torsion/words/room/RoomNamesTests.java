package dev.torsion.words.room;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RoomNames}.
 */
class RoomNamesTests {

	@ParameterizedTest
	@ValueSource(strings = { "lobby", "#java", "a.b", "größe", "日本", "🐘" })
	void letsRoomsBeCalledWhatCanBeRead(String name) {
		assertThat(RoomNames.isRoom(name, 64)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a,b", "a*", "a?", "a:b", "a@b", "a!b", "a%b", "a\rb", "a\nb", "a\0b", "a\tb",
			"a\u00A0b", "a\u200Bb", "a\u202Eb", "a\u2028b", "a\u0007b", "a\u0085b", "\uD800", "12345678901" })
	void letsNoRoomBeCalledWhatHidesOrBreaksSomething(String name) {
		assertThat(RoomNames.isRoom(name, 10)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "joe", "Joe|away", "[x]", "joe.bloggs", "größe", "a~" })
	void letsPeopleBeCalledWhatCanBeRead(String nick) {
		assertThat(RoomNames.isNick(nick, 64)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a!b", "a@b", "a,b", "a*", "a?", ":a", "a:b", "#a", "&a", "+a", "~a", "%a",
			"$a", "@a", "a\rb", "a\nb", "a\0b", "a\u200Bb", "12345678901" })
	void letsNobodyBeCalledWhatBreaksSomething(String nick) {
		assertThat(RoomNames.isNick(nick, 10)).isFalse();
	}

	@Test
	void comparesLettersOfAsciiInLowerCase() {
		assertThat(RoomNames.fold("LobbyÄ[]")).isEqualTo("lobbyÄ[]");
		String folded = "lobby";
		assertThat(RoomNames.fold(folded)).isSameAs(folded);
	}

}
