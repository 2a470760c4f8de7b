package dev.torsion.words.irc.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.torsion.words.irc.wire.IrcSyntaxException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link IrcReader}; most of the lines are those of ircdocs' parser-tests.
 */
class IrcReaderTests {

	private final IrcReader reader = new IrcReader(8191, 510);

	static Stream<Arguments> lines() {
		return Stream.of(line("foo bar baz asdf", Map.of(), null, "FOO", "bar", "baz", "asdf"),
				line(":coolguy foo bar baz asdf", Map.of(), "coolguy", "FOO", "bar", "baz", "asdf"),
				line("foo bar baz :asdf quux", Map.of(), null, "FOO", "bar", "baz", "asdf quux"),
				line("foo bar baz :", Map.of(), null, "FOO", "bar", "baz", ""),
				line("foo bar baz ::asdf", Map.of(), null, "FOO", "bar", "baz", ":asdf"),
				line(":coolguy foo bar baz :  asdf quux ", Map.of(), "coolguy", "FOO", "bar", "baz", "  asdf quux "),
				line(":coolguy PRIVMSG bar :lol :) ", Map.of(), "coolguy", "PRIVMSG", "bar", "lol :) "),
				line(":coolguy foo bar baz :  ", Map.of(), "coolguy", "FOO", "bar", "baz", "  "),
				line(":src AWAY", Map.of(), "src", "AWAY"), line(":src AWAY ", Map.of(), "src", "AWAY"),
				line(":src JOIN #chan", Map.of(), "src", "JOIN", "#chan"),
				line(":src JOIN :#chan", Map.of(), "src", "JOIN", "#chan"),
				line("  foo   bar  baz  ", Map.of(), null, "FOO", "bar", "baz"),
				line(":cool\tguy foo bar baz", Map.of(), "cool\tguy", "FOO", "bar", "baz"),
				line(":coolguy!~ag@n\u0002et\u000305w\u000fork.admin PRIVMSG foo :bar baz", Map.of(),
						"coolguy!~ag@n\u0002et\u000305w\u000fork.admin", "PRIVMSG", "foo", "bar baz"),
				line(":gravel.mozilla.org 432  #momo :Erroneous Nickname: Illegal characters", Map.of(),
						"gravel.mozilla.org", "432", "#momo", "Erroneous Nickname: Illegal characters"),
				line(":services.esper.net MODE #foo-bar +o foobar  ", Map.of(), "services.esper.net", "MODE",
						"#foo-bar", "+o", "foobar"),
				line(":SomeOp MODE #channel +oo SomeUser :AnotherUser", Map.of(), "SomeOp", "MODE", "#channel", "+oo",
						"SomeUser", "AnotherUser"),
				// RFC 1459 section 4, RFC 2812 section 3
				line("PASS secretpasswordhere", Map.of(), null, "PASS", "secretpasswordhere"),
				line("USER guest 0 * :Ronnie Reagan", Map.of(), null, "USER", "guest", "0", "*", "Ronnie Reagan"),
				line(":WiZ!jto@tolsun.oulu.fi PART #playzone :I lost", Map.of(), "WiZ!jto@tolsun.oulu.fi", "PART",
						"#playzone", "I lost"),
				line("MODE &oulu +b *!*@*.edu", Map.of(), null, "MODE", "&oulu", "+b", "*!*@*.edu"),
				line("JOIN #foo,#bar fubar,foobar", Map.of(), null, "JOIN", "#foo,#bar", "fubar,foobar"));
	}

	static Stream<Arguments> taggedLines() {
		return Stream.of(line("@a=b;c=32;k;rt=ql7 foo", Map.of("a", "b", "c", "32", "k", "", "rt", "ql7"), null, "FOO"),
				line("@a=b\\\\and\\nk;c=72\\s45;d=gh\\:764 foo", Map.of("a", "b\\and\nk", "c", "72 45", "d", "gh;764"),
						null, "FOO"),
				line("@c;h=;a=b :quux ab cd", Map.of("c", "", "h", "", "a", "b"), "quux", "AB", "cd"),
				line("@tag1=value1;tag2;vendor1/tag3=value2;vendor2/tag4= :irc.example.com COMMAND param1 :param2 x",
						Map.of("tag1", "value1", "tag2", "", "vendor1/tag3", "value2", "vendor2/tag4", ""),
						"irc.example.com", "COMMAND", "param1", "param2 x"),
				line("@foo=\\\\\\\\\\:\\\\s\\s\\r\\n COMMAND", Map.of("foo", "\\\\;\\s \r\n"), null, "COMMAND"),
				line("@tag1=value\\\\ntest COMMAND", Map.of("tag1", "value\\ntest"), null, "COMMAND"),
				line("@tag1=value\\1 COMMAND", Map.of("tag1", "value1"), null, "COMMAND"),
				line("@tag1=value1\\ COMMAND", Map.of("tag1", "value1"), null, "COMMAND"),
				line("@tag1=1;tag2=3;tag3=4;tag1=5;vendor/tag2=8 COMMAND",
						Map.of("tag1", "5", "tag2", "3", "tag3", "4", "vendor/tag2", "8"), null, "COMMAND"),
				line("@a=b=c;;=d  COMMAND", Map.of("a", "b=c"), null, "COMMAND"),
				// message-tags, section Examples
				line("@aaa=bbb;ccc;example.com/ddd=eee :nick!ident@host.com PRIVMSG me :Hello",
						Map.of("aaa", "bbb", "ccc", "", "example.com/ddd", "eee"), "nick!ident@host.com", "PRIVMSG",
						"me", "Hello"),
				line("@+example=raw+:=,escaped\\:\\s\\\\ :n!u@h TAGMSG #c", Map.of("+example", "raw+:=,escaped; \\"),
						"n!u@h", "TAGMSG", "#c"));
	}

	private static Arguments line(String line, Map<String, String> tags, @Nullable String source, String command,
			String... parameters) {
		return Arguments.of(line, new IrcMessage(tags, source, command, List.of(parameters)));
	}

	@ParameterizedTest
	@MethodSource({ "lines", "taggedLines" })
	void splitsALineIntoItsParts(String line, IrcMessage message) {
		assertThat(IrcReader.read(line)).isEqualTo(message);
		assertThat(this.reader.read(bytes(line))).isEqualTo(message);
	}

	@ParameterizedTest
	@MethodSource("taggedLines")
	void readsEachBeginningOfALineOrSaysWhyNot(String line, IrcMessage message) {
		for (int end = 0; end < line.length(); end++) {
			String cut = line.substring(0, end);
			try {
				IrcReader.read(cut);
			}
			catch (IrcSyntaxException ex) {
				assertThat(ex.kind()).as(cut).isEqualTo(Kind.NO_COMMAND);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "      " })
	void takesALineOfNothingForNoMessage(String line) {
		assertThat(IrcReader.read(line)).isNull();
		assertThat(this.reader.read(bytes(line))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { ":source", ":source ", "@tag", "@tag ", "@tag :source ", ": ", "\u00c4 b" })
	void refusesALineWithoutACommand(String line) {
		assertThat(refusal(bytes(line))).isEqualTo(Kind.NO_COMMAND);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PRIVMSG a :b\0c", "PRIVMSG a :b\rQUIT", "PRIVMSG a :b\nQUIT", "@a=\0 PING", ":a\r PING",
			"\r" })
	void refusesWhatWouldEndALineInsideOfIt(String line) {
		assertThat(refusal(bytes(line))).isEqualTo(Kind.FORBIDDEN_CHARACTER);
	}

	@Test
	void refusesWhatIsNotUtf8() {
		for (String bytes : List.of("\u00ff", "\u00c3", "\u00c0\u0080", "\u00ed\u00a0\u0080",
				"\u00f4\u0090\u0080\u0080", "\u0080", "\u00e2\u0082")) {
			ByteBuf line = Unpooled.copiedBuffer("PRIVMSG a :" + bytes, StandardCharsets.ISO_8859_1);
			assertThat(refusal(line)).as(bytes).isEqualTo(Kind.NOT_UTF8);
		}
	}

	@Test
	void takesTheReplacementCharacterForWhatItIs() {
		assertThat(message("PRIVMSG a :\uFFFD").parameter(1)).isEqualTo("\uFFFD");
	}

	@Test
	void readsEveryPlaneOfUnicode() {
		String text = "h\u00e9 \u20ac \ud83d\ude00";
		assertThat(message("PRIVMSG a :" + text).parameter(1)).isEqualTo(text);
	}

	@Test
	void consumesTheLine() {
		ByteBuf line = bytes("PING a");
		this.reader.read(line);
		assertThat(line.isReadable()).isFalse();
	}

	@Test
	void givesTheRestToTheFifteenthParameter() {
		String middle = IntStream.range(0, 14).mapToObj((i) -> "p" + i).collect(Collectors.joining(" "));
		IrcMessage message = message("CMD " + middle + " last of :all  ");
		assertThat(message.size()).isEqualTo(15);
		assertThat(message.parameter(14)).isEqualTo("last of :all  ");
		assertThat(message("CMD " + middle + " :last").parameter(14)).isEqualTo("last");
	}

	@Test
	void takesAsManyBytesAsAreAllowed() {
		String tags = "@" + "t".repeat(8189) + " ";
		String rest = "PRIVMSG a :" + "\u00e9".repeat(249) + "x";
		assertThat(rest.getBytes(StandardCharsets.UTF_8)).hasSize(510);
		assertThat(message(tags + rest).tags()).hasSize(1);
		assertThat(refusal(bytes("@t" + tags.substring(1) + rest))).isEqualTo(Kind.TOO_LONG);
		assertThat(refusal(bytes(tags + rest + "y"))).isEqualTo(Kind.TOO_LONG);
		assertThat(refusal(bytes("@" + "t".repeat(8191)))).isEqualTo(Kind.TOO_LONG);
	}

	@Test
	void takesFewerTagsFromClients() {
		IrcReader server = new IrcReader(4096, 510);
		assertThat(server.maxLine()).isEqualTo(4606);
		assertThat(server.read(bytes("@" + "t".repeat(4094) + " PING"))).isNotNull();
		assertThatExceptionOfType(IrcSyntaxException.class)
			.isThrownBy(() -> server.read(bytes("@" + "t".repeat(4095) + " PING")));
	}

	@Test
	void missesNothingWhereAParameterIsMissing() {
		IrcMessage message = message("PRIVMSG a");
		assertThat(message.parameter(1)).isEmpty();
		assertThat(message.size()).isOne();
	}

	@Test
	void throwsNothingElseWhateverItIsGiven() {
		Random random = new Random(1459);
		byte[] alphabet = "@:;= \\\r\n\0aZ0\u00e9+,!*".getBytes(StandardCharsets.UTF_8);
		for (int round = 0; round < 20_000; round++) {
			byte[] input = new byte[random.nextInt(60)];
			for (int i = 0; i < input.length; i++) {
				input[i] = (round % 2 == 0) ? (byte) random.nextInt(256) : alphabet[random.nextInt(alphabet.length)];
			}
			try {
				this.reader.read(Unpooled.wrappedBuffer(input));
			}
			catch (IrcSyntaxException ex) {
				assertThat(ex.kind()).isNotEqualTo(Kind.TOO_LONG);
			}
			catch (RuntimeException ex) {
				throw new AssertionError(Arrays.toString(input), ex);
			}
		}
	}

	private IrcMessage message(String line) {
		IrcMessage message = this.reader.read(bytes(line));
		assertThat(message).isNotNull();
		return message;
	}

	private @Nullable Kind refusal(ByteBuf line) {
		try {
			this.reader.read(line);
			return null;
		}
		catch (IrcSyntaxException ex) {
			return ex.kind();
		}
	}

	private static ByteBuf bytes(String line) {
		return Unpooled.copiedBuffer(line, StandardCharsets.UTF_8);
	}

}
