package dev.torsion.mail.pop3.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MessageLines} and {@link TopLines}.
 */
class MessageLinesTests {

	private static final String MESSAGE = ".A: 1\r\n.\r\n\r\n..\r\nx.\r\n\r\n.y\n.z\r\r\n.";

	@Test
	void doublesDotsAtTheBeginningOfLinesAlone() {
		assertThat(lines("a.b\r\n.c\r\n..d\r\n")).isEqualTo("a.b\r\n..c\r\n...d\r\n.\r\n");
		assertThat(lines(".a\n.b\r\n")).isEqualTo("..a\n..b\r\n.\r\n");
	}

	@Test
	void endsTheLastLineIfNothingHas() {
		assertThat(lines("")).isEqualTo(".\r\n");
		assertThat(lines("\r\n")).isEqualTo("\r\n.\r\n");
		assertThat(lines("a")).isEqualTo("a\r\n.\r\n");
		assertThat(lines("a\n")).isEqualTo("a\n\r\n.\r\n");
		assertThat(lines("a\r")).isEqualTo("a\r\r\n.\r\n");
		assertThat(lines("\n")).isEqualTo("\n\r\n.\r\n");
	}

	@Test
	void doesTheSameHoweverTheMessageIsCut() {
		String whole = lines(MESSAGE);
		assertThat(whole).isEqualTo("..A: 1\r\n..\r\n\r\n...\r\nx.\r\n\r\n..y\n..z\r\r\n..\r\n.\r\n");
		for (int first = 0; first <= MESSAGE.length(); first++) {
			for (int second = first; second <= MESSAGE.length(); second++) {
				assertThat(
						lines(MESSAGE.substring(0, first), MESSAGE.substring(first, second), MESSAGE.substring(second)))
					.isEqualTo(whole);
			}
		}
	}

	@Test
	void findsEveryDotWhereverItIs() {
		for (int at = 0; at < 40; at++) {
			String before = "x".repeat(at);
			assertThat(lines(before + "\n.y")).isEqualTo(before + "\n..y\r\n.\r\n");
			assertThat(lines(before + "\n.\n.\n\n.\r\n")).isEqualTo(before + "\n..\n..\n\n..\r\n.\r\n");
			assertThat(lines(before + "\n/..\u000b.\r\n")).isEqualTo(before + "\n/..\u000b.\r\n.\r\n");
		}
		Random random = new Random(1939);
		for (int i = 0; i < 5_000; i++) {
			StringBuilder text = new StringBuilder();
			random.ints(random.nextInt(60), 0, 4).forEach((choice) -> text.append("\r\n./".charAt(choice)));
			String message = text.toString();
			String stuffed = ("\n" + message).replace("\n.", "\n..").substring(1);
			assertThat(lines(message)).startsWith(stuffed).endsWith(".\r\n");
		}
	}

	@Test
	void cutsTheTopHoweverTheMessageIsCut() {
		String message = "A: 1\r\nB: 2\r\n\r\none\r\n\r\nthree\r\n";
		for (int at = 0; at <= message.length(); at++) {
			String[] runs = { message.substring(0, at), message.substring(at) };
			assertThat(top(0, runs)).isEqualTo("A: 1\r\nB: 2\r\n\r\n");
			assertThat(top(2, runs)).isEqualTo("A: 1\r\nB: 2\r\n\r\none\r\n\r\n");
			assertThat(top(3, runs)).isEqualTo(message);
			assertThat(top(Long.MAX_VALUE, runs)).isEqualTo(message);
		}
		assertThat(top(0, "A: 1\n\nbody\n")).isEqualTo("A: 1\n\n");
		assertThat(top(5, "no end of the header")).isEqualTo("no end of the header");
	}

	private static String lines(String... runs) {
		MessageLines lines = new MessageLines();
		ByteBuf out = Unpooled.buffer();
		for (String run : runs) {
			lines.write(bytes(run), out);
		}
		lines.end(out);
		return out.toString(StandardCharsets.US_ASCII);
	}

	private static String top(long count, String... runs) {
		TopLines top = new TopLines(count);
		StringBuilder text = new StringBuilder();
		for (String run : runs) {
			text.append(StandardCharsets.US_ASCII.decode(top.cut(bytes(run))));
		}
		return text.toString();
	}

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
	}

}
