package dev.torsion.net.framing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.torsion.net.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LineFraming}.
 */
class LineFramingTests {

	private final List<String> seen = new ArrayList<>();

	private LineFraming framing = new LineFraming(16, this::line);

	@Test
	void endsALineWithCrLfOrLfAlone() {
		feed("one\r\ntwo\nthree\r\n\r\n");
		assertThat(this.seen).containsExactly("one", "two", "three", "");
	}

	@Test
	void keepsACarriageReturnThatEndsNoLine() {
		feed("a\rb\r\r\n");
		assertThat(this.seen).containsExactly("a\rb\r");
	}

	@Test
	void refusesALineFeedAloneWhereverItIsSplit() {
		String input = "one\r\ntwo\nthree\r\n\n\r\n";
		for (int split = 0; split <= input.length(); split++) {
			restart(16);
			this.framing.refusingBareLineFeeds(() -> {
				this.seen.add("bare");
				return Mono.empty();
			});
			feed(input.substring(0, split));
			feed(input.substring(split));
			assertThat(this.seen).as("split at %d", split).containsExactly("one", "bare", "three", "bare", "");
		}
	}

	@Test
	void seesTheSameLinesWhereverTheyAreSplit() {
		String input = "one\r\ncount 7\r\nra\r\nw.\nafter\r\ndata\r\nab\r\n..cd\r\n.\r\n..x\r\n.y\n.\r\n\r\n.\r\nend\r\n";
		feed(input);
		List<String> whole = List.copyOf(this.seen);
		assertThat(whole).startsWith("one", "count 7", "raw:ra\r\nw.\n", "counted", "after", "data");
		assertThat(joined(whole)).containsSubsequence("data", "raw:ab\r\n.cd\r\n", "dotted", "..x", ".y", ".", "", ".",
				"end");
		for (int split = 0; split <= input.length(); split++) {
			restart(16);
			feed(input.substring(0, split));
			feed(input.substring(split));
			assertThat(joined()).as("split at %d", split).isEqualTo(joined(whole));
		}
		restart(16);
		input.chars().forEach((c) -> feed(String.valueOf((char) c)));
		assertThat(joined()).isEqualTo(joined(whole));
	}

	@Test
	void takesOutOnlyTheDotsThatWereStuffed() {
		feed("data\r\na.b\r\n..\r\n...c\r\n.d\r\n\r\n.\r\nnext\r\n");
		assertThat(joined()).isEqualTo(List.of("data", "raw:a.b\r\n.\r\n..c\r\nd\r\n\r\n", "dotted", "next"));
	}

	@Test
	void endsDataWithNothingThatOnlyResemblesTheEnd() {
		for (String almost : List.of("\n.\n", "\r\n.\n", "\n.\r\n", "\r.\r", "\r\n.\r", "x.\r\n", "\r\n.\r\r\n")) {
			restart(16);
			feed("data\r\nx" + almost + "y");
			assertThat(this.seen).as(almost.replace("\r", "CR").replace("\n", "LF")).doesNotContain("dotted");
			feed("\r\n.\r\n");
			assertThat(this.seen).endsWith("dotted");
		}
	}

	@Test
	void endsTheConversationAtALineThatIsTooLong() {
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> feed("x".repeat(17) + "\r\n"));
		restart(16);
		feed("x".repeat(16) + "\r\n");
		assertThat(this.seen).containsExactly("x".repeat(16));
	}

	@Test
	void goesOnAfterALineThatIsTooLongIfToldTo() {
		this.framing = new LineFraming(4, this::line, () -> see("too long"));
		feed("ok\r\n12345\r\nok\r\n");
		feed("1234567890");
		feed("1234567890\r");
		feed("\nok\r\n1234");
		feed("\r\n123");
		feed("45\r\n");
		assertThat(this.seen).containsExactly("ok", "too long", "ok", "too long", "ok", "1234", "too long");
	}

	@Test
	void keepsNothingOfALineThatIsTooLong() {
		this.framing = new LineFraming(16, this::line, () -> see("too long"));
		for (int i = 0; i < 10_000; i++) {
			feed("x".repeat(1000));
		}
		feed("\n");
		assertThat(this.seen).containsExactly("too long");
	}

	@Test
	void countsNothingAsNoData() {
		feed("count 0\r\nnext\r\n");
		assertThat(this.seen).containsExactly("count 0", "counted", "next");
	}

	@Test
	void survivesRandomInput() {
		Random random = new Random(7);
		byte[] alphabet = "\r\n.ad7 countt".getBytes(StandardCharsets.US_ASCII);
		for (int round = 0; round < 20_000; round++) {
			restart(random.nextInt(1, 12));
			byte[] bytes = new byte[random.nextInt(64)];
			for (int i = 0; i < bytes.length; i++) {
				bytes[i] = alphabet[random.nextInt(alphabet.length)];
			}
			try {
				feed(new String(bytes, StandardCharsets.US_ASCII));
			}
			catch (ProtocolException ex) {
				assertThat(ex).hasMessageContaining("A line of more than");
			}
		}
	}

	private Mono<Void> line(ByteBuf bytes) {
		String line = bytes.toString(StandardCharsets.US_ASCII);
		this.seen.add(line);
		if (line.matches("count \\d")) {
			return this.framing.counted(line.charAt(6) - '0', (data) -> see("raw:" + text(data)), () -> see("counted"));
		}
		return line.equals("data") ? this.framing.dotTerminated((data) -> see("raw:" + text(data)), () -> see("dotted"))
				: Mono.empty();
	}

	private Mono<Void> see(String what) {
		this.seen.add(what);
		return Mono.empty();
	}

	private static String text(ByteBuf bytes) {
		assertThat(bytes.isReadable()).isTrue();
		return bytes.toString(StandardCharsets.US_ASCII);
	}

	/** As a connection feeds its protocol. */
	private void feed(String text) {
		ByteBuf bytes = Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
		while (bytes.isReadable()) {
			int before = bytes.readerIndex();
			this.framing.received(bytes).block();
			assertThat(bytes.readerIndex()).as("consumes something").isGreaterThan(before);
		}
	}

	private void restart(int maxLine) {
		this.seen.clear();
		this.framing = new LineFraming(maxLine, this::line);
	}

	private List<String> joined() {
		return joined(this.seen);
	}

	/** Runs of raw data joined, because where they are cut depends on the slices. */
	private static List<String> joined(List<String> seen) {
		List<String> joined = new ArrayList<>();
		for (String item : seen) {
			int last = joined.size() - 1;
			if (item.startsWith("raw:") && last >= 0 && joined.get(last).startsWith("raw:")) {
				joined.set(last, joined.get(last) + item.substring(4));
			}
			else {
				joined.add(item);
			}
		}
		return joined;
	}

}
