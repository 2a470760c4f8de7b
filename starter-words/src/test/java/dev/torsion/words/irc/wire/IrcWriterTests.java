package dev.torsion.words.irc.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class IrcWriterTests {

	@Test
	void joinsTheParts() {
		assertThat(write(IrcMessage.of("foo", "bar", "baz", "asdf"))).isEqualTo("foo bar baz asdf\r\n");
		assertThat(write(IrcMessage.of("foo", "bar", "asdf quux"))).isEqualTo("foo bar :asdf quux\r\n");
		assertThat(write(IrcMessage.of("foo", "bar", ":asdf"))).isEqualTo("foo bar ::asdf\r\n");
		assertThat(write(IrcMessage.of("PRIVMSG", "bar", "lol :) "))).isEqualTo("PRIVMSG bar :lol :) \r\n");
		assertThat(write(IrcMessage.of("foo", "b\tar", "baz"))).isEqualTo("foo b\tar baz\r\n");
		assertThat(write(IrcMessage.of("AWAY", ""))).isEqualTo("AWAY :\r\n");
		assertThat(write(IrcMessage.of("AWAY"))).isEqualTo("AWAY\r\n");
	}

	@Test
	void writesSourceAndTags() {
		IrcMessage message = IrcMessage.from("coolguy", "foo", "  ").withTag("asd", "");
		assertThat(write(message)).isEqualTo("@asd :coolguy foo :  \r\n");
		assertThat(write(IrcMessage.from("src", "AWAY"))).isEqualTo(":src AWAY\r\n");
	}

	@Test
	void escapesTheValuesOfTags() {
		IrcMessage message = IrcMessage.of("foo").withTag("a", "b\\and\nk").withTag("d", "gh;764");
		assertThat(write(message)).isEqualTo("@a=b\\\\and\\nk;d=gh\\:764 foo\r\n");
		assertThat(write(IrcMessage.of("COMMAND").withTag("foo", "\\\\;\\s \r\n")))
			.isEqualTo("@foo=\\\\\\\\\\:\\\\s\\s\\r\\n COMMAND\r\n");
	}

	@Test
	void endsATextAtWhatWouldEndTheLine() {
		assertThat(write(IrcMessage.of("PRIVMSG", "a", "b\r\nQUIT"))).isEqualTo("PRIVMSG a b\r\n");
		assertThat(write(IrcMessage.of("PRIVMSG", "a\nQUIT", "b c\0d"))).isEqualTo("PRIVMSG a :b c\r\n");
		assertThat(write(IrcMessage.from("s\rt", "PING", "a"))).isEqualTo(":s PING a\r\n");
		assertThat(write(IrcMessage.of("PING", "a").withTag("k", "v\0w"))).isEqualTo("@k=v PING a\r\n");
		assertThat(write(IrcMessage.of("PING", "a").withTag("k\r\nQUIT", "v"))).isEqualTo("PING a\r\n");
	}

	@Test
	void keepsParametersApart() {
		assertThat(write(IrcMessage.from("s", "403", "a", "b c", ":d", "", "last one")))
			.isEqualTo(":s 403 a b * * :last one\r\n");
	}

	@Test
	void cutsALineOffBetweenTwoCharacters() {
		for (String character : List.of("a", "\u00e9", "\u20ac", "\ud83d\ude00")) {
			int size = character.getBytes(StandardCharsets.UTF_8).length;
			for (int shift = 0; shift < 8; shift++) {
				String line = write(IrcMessage.of("PRIVMSG", "x".repeat(shift + 1), "a " + character.repeat(600)));
				byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
				assertThat(bytes.length).isBetween(512 - size + 1, 512);
				assertThat(line).endsWith(character + "\r\n").doesNotContain("\uFFFD");
			}
		}
	}

	@Test
	void countsTagsApartFromTheRest() {
		String line = write(IrcMessage.of("PRIVMSG", "a", "b".repeat(600)).withTag("t", "v".repeat(1000)));
		assertThat(line).hasSize(3 + 1000 + 1 + 512);
	}

	@ParameterizedTest
	@MethodSource({ "dev.torsion.words.irc.wire.IrcReaderTests#lines",
			"dev.torsion.words.irc.wire.IrcReaderTests#taggedLines" })
	void writesWhatIsReadAgain(String line, IrcMessage message) {
		assertThat(reread(message)).isEqualTo(message);
	}

	@Test
	void writesAnyMessageSoThatItIsReadAgain() {
		Random random = new Random(2812);
		for (int round = 0; round < 5_000; round++) {
			Map<String, String> tags = new LinkedHashMap<>();
			for (int i = random.nextInt(4); i > 0; i--) {
				tags.put("k" + i, text(random, "a;\\ \r\n:=\u20ac"));
			}
			List<String> parameters = new ArrayList<>();
			for (int i = random.nextInt(14); i > 0; i--) {
				parameters.add("p" + text(random, "a:;=@\u00e9"));
			}
			parameters.add(text(random, "a: ;\u20ac\t\u0001"));
			IrcMessage message = new IrcMessage(tags, random.nextBoolean() ? "n!u@h" : null, "CMD", parameters);
			assertThat(reread(message)).isEqualTo(message);
		}
	}

	private static String text(Random random, String alphabet) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(12); i > 0; i--) {
			text.append(alphabet.charAt(random.nextInt(alphabet.length())));
		}
		return text.toString();
	}

	private static IrcMessage reread(IrcMessage message) {
		String line = write(message);
		assertThat(line).endsWith("\r\n");
		IrcMessage reread = IrcReader.read(line.substring(0, line.length() - 2));
		assertThat(reread).isNotNull();
		return reread;
	}

	private static String write(IrcMessage message) {
		ByteBuf out = Unpooled.buffer();
		IrcWriter.write(message, out);
		return out.toString(StandardCharsets.UTF_8);
	}

}
