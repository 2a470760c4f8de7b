package dev.torsion.mail.smtp.wire;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CommandLine}, {@link ReplyWriter} and {@link Xtext}.
 */
class CommandLineTests {

	@Test
	void splitsALineAtItsFirstSpace() {
		String line = read("MAIL  FROM:<a@b>  SIZE=1   ".getBytes(StandardCharsets.UTF_8));
		assertThat(line.substring(0, CommandLine.verbEnd(line))).isEqualTo("MAIL");
		assertThat(CommandLine.argument(line)).isEqualTo("FROM:<a@b>  SIZE=1");
		assertThat(CommandLine.argument("NOOP")).isEmpty();
	}

	@Test
	void readsUtf8() {
		assertThat(read("VRFY bücher".getBytes(StandardCharsets.UTF_8))).isEqualTo("VRFY bücher");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "NO\0OP", "NOOP\0", "\0", "NOOP\rQUIT", "NOOP\tx", "NOOP \u007f", "VRFY ü\0", "VRFY ü\u0085" })
	void refusesNulAndOtherControlCharacters(String line) {
		assertThatExceptionOfType(MailRefusedException.class)
			.isThrownBy(() -> read(line.getBytes(StandardCharsets.UTF_8)))
			.satisfies((ex) -> assertThat(ex.reply().toString()).startsWith("500 5.5.2 "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "VRFY \u00fc", "VRFY \u00c0\u0080", "VRFY \u00ed\u00a0\u0080",
			"VRFY \u00f4\u0090\u0080\u0080", "VRFY \u00e2\u0082" })
	void refusesBadUtf8(String bytes) {
		assertThatExceptionOfType(MailRefusedException.class)
			.isThrownBy(() -> read(bytes.getBytes(StandardCharsets.ISO_8859_1)))
			.satisfies((ex) -> assertThat(ex.reply().toString()).startsWith("501 5.6.7 "));
	}

	@Test
	void throwsNothingElse() {
		Random random = new Random(5);
		for (int round = 0; round < 50_000; round++) {
			byte[] line = new byte[random.nextInt(12)];
			random.nextBytes(line);
			try {
				assertThat(read(line)).doesNotContain("\r", "\n", "\0");
			}
			catch (MailRefusedException ex) {
				assertThat(ex.reply().code()).isBetween(500, 501);
			}
		}
	}

	@Test
	void comparesWordsInAnyCaseOfAsciiAlone() {
		assertThat(CommandLine.startsWith("startTLS", "STARTTLS")).isTrue();
		assertThat(CommandLine.startsWith("\u017fTARTTLS", "STARTTLS")).isFalse();
		assertThat(CommandLine.startsWith("STAR", "STARTTLS")).isFalse();
	}

	@Test
	void writesTheStatusIntoEachLine() {
		assertThat(written(new SmtpReply(550, "5.7.1", "One\nTwo"))).isEqualTo("550-5.7.1 One\r\n550 5.7.1 Two\r\n");
		assertThat(written(new SmtpReply(354, "", "Go"))).isEqualTo("354 Go\r\n");
		assertThat(written(new SmtpReply(334, "", ""))).isEqualTo("334 \r\n");
	}

	@Test
	void addsNoLinesOfOthersToReplies() {
		assertThat(written(new SmtpReply(550, "5.7.1", "a\r\n250 2.0.0 b\0")))
			.isEqualTo("550-5.7.1 a\r\n550 5.7.1 250 2.0.0 b\r\n");
	}

	@Test
	void decodesXtext() {
		assertThat(Xtext.decode("rfc822+3Bbob+2B1@x")).isEqualTo("rfc822;bob+1@x");
		assertThat(Xtext.decode("+C3+BC")).isEqualTo("ü");
	}

	@ParameterizedTest
	@ValueSource(strings = { "+", "a+2", "+2b", "+GG", "+0D+0A", "+00", "+7F", "+FF", "++20" })
	void refusesWhatIsNoXtext(String text) {
		assertThatExceptionOfType(MailRefusedException.class).isThrownBy(() -> Xtext.decode(text));
	}

	private static String read(byte[] line) {
		return CommandLine.read(Unpooled.wrappedBuffer(line));
	}

	private static String written(SmtpReply reply) {
		return ReplyWriter.write(reply).toString(StandardCharsets.UTF_8);
	}

}
