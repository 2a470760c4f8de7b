package dev.torsion.words.irc.wire;

import java.util.List;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class LineEndTests {

	private static String written(IrcMessage message) {
		ByteBuf out = Unpooled.buffer();
		IrcWriter.write(message, out);
		return out.toString(UTF_8);
	}

	@Test
	void writesWhatIsRead() {
		for (String line : List.of("@a=b;c :nick!user@host PRIVMSG #a :two words", "QUIT :", "A b :c:d e",
				"005 a b=c :x y")) {
			assertThat(IrcReader.read(line)).isNotNull().extracting(LineEndTests::written).isEqualTo(line + "\r\n");
		}
	}

	@Test
	void neverWritesMoreThanOneLine() {
		for (String end : List.of("\r", "\n", "\r\n", "\0")) {
			String smuggled = "one" + end + "QUIT";
			IrcMessage message = new IrcMessage(Map.of("time", smuggled, "+a" + end, "b"), "nick" + end + "x", "TOPIC",
					List.of("#a" + end + "x", smuggled));
			assertThat(written(message).replace("\0", "\\0")).endsWith(" :nick TOPIC #a one\r\n")
				.doesNotContain("+a")
				.hasLineCount(1);
		}
	}

	@Test
	void keepsParametersApart() {
		assertThat(written(IrcMessage.from("s", "403", "a", "b c", ":d", "", "last one")))
			.isEqualTo(":s 403 a b * * :last one\r\n");
	}

	@Test
	void cutsBetweenTwoCharacters() {
		for (int i = 0; i < 4; i++) {
			String written = written(IrcMessage.of("A" + "b".repeat(i), "\uD83D\uDE00".repeat(200)));
			assertThat(written.getBytes(UTF_8).length).isBetween(508, 512);
			assertThat(written).endsWith("\uD83D\uDE00\r\n");
		}
	}

	@Test
	void readsAnyWordAsACommand() {
		assertThat(IrcReader.read("@label=x no_such :thing")).isNotNull()
			.isEqualTo(new IrcMessage(Map.of("label", "x"), null, "NO_SUCH", List.of("thing")));
	}

}
