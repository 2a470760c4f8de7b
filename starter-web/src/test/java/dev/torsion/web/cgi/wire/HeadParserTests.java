package dev.torsion.web.cgi.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HeadParserTests {

	private static final String WHOLE = "Status: 404 Not Found\r\nContent-Type:text/plain\nX-A: 1\r\nSet-Cookie: a=b\n"
			+ "Set-Cookie: \tc=d \r\nContent-Length: 12\nConnection: close\r\n\r\n";

	@Test
	void readsAHead() {
		ByteBuf in = bytes(WHOLE + "the body\n\n");
		ScriptHead head = new HeadParser(1000, 10).parse(in);
		assertThat(head).isEqualTo(whole());
		assertThat(in.toString(StandardCharsets.ISO_8859_1)).isEqualTo("the body\n\n");
	}

	@Test
	void readsTheSameInPieces() {
		for (int at = 0; at <= WHOLE.length(); at++) {
			HeadParser parser = new HeadParser(1000, 10);
			ScriptHead first = parser.parse(bytes(WHOLE.substring(0, at)));
			assertThat((first != null) ? first : parser.parse(bytes(WHOLE.substring(at)))).isEqualTo(whole());
		}
		HeadParser parser = new HeadParser(1000, 10);
		ScriptHead head = null;
		for (char c : WHOLE.toCharArray()) {
			assertThat(head).isNull();
			head = parser.parse(bytes(String.valueOf(c)));
		}
		assertThat(head).isEqualTo(whole());
	}

	@Test
	void wantsMoreOfWhatIsCutOff() {
		for (int end = 0; end < WHOLE.length(); end++) {
			assertThat(new HeadParser(1000, 10).parse(bytes(WHOLE.substring(0, end)))).isNull();
		}
	}

	@Test
	void throwsNothingElseForRandomBytes() {
		Random random = new Random(1);
		String alphabet = "Status: 200\r\n\nContent-Type\tLocation:/HTTP/1.1 \0\u00ff\u007f";
		for (int run = 0; run < 100_000; run++) {
			StringBuilder text = new StringBuilder((run % 3 == 0) ? "Status: 200\n" : "");
			for (int i = random.nextInt(40); i > 0; i--) {
				text.append(random.nextBoolean() ? alphabet.charAt(random.nextInt(alphabet.length()))
						: (char) random.nextInt(256));
			}
			try {
				new HeadParser(64, 5).parse(bytes(text.append("\n\n").toString()));
			}
			catch (BadHeadException ex) {
				assertThat(ex).hasMessageNotContaining("\n");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r\n", "X-A: 1\n\n", "Content-Length: 1\n\n", "Content-Type: a\n b\n\n",
			" Content-Type: a\n\n", "\tContent-Type: a\n\n", "Content-Type : a\n\n", "Content-Type\n\n",
			"Content-Type a\n\n", ": a\n\n", "Con tent: a\n\n", "Content-Type: a\rb\n\n", "Content-Type: a\n\rx\n",
			"Content-Type: a\r\r\n\n", "Content-Type: a\0\n\n", "Content-Type: a\u007f\n\n",
			"Content-Type: \u001b[2J\n\n", "Cöntent-Type: a\n\n", "Content-Type: a/b\nContent-Type: a/b\n\n",
			"Content-Type:\n\n", "Location:\n\n", "Location: /a\nlocation: /a\n\n", "Location: /a\u0001\n\n",
			"Status: 200\nStatus: 200\n\n", "Status: 199\n\n", "Status: 100 Continue\n\n", "Status: 101\n\n",
			"Status: 600\n\n", "Status: 20\n\n", "Status: 2000\n\n", "Status: 200OK\n\n", "Status: OK\n\n",
			"Status:\n\n", "Status: -20\n\n", "Status: 200\nContent-Length: 1\nContent-Length: 1\n\n",
			"Status: 200\nContent-Length: +1\n\n", "Status: 200\nContent-Length: 0x1\n\n",
			"Status: 200\nContent-Length: 1, 1\n\n", "Status: 200\nContent-Length:\n\n",
			"Status: 200\nContent-Length: 9999999999999999999\n\n", "Content-Type: a/b\nTransfer-Encoding: chunked\n\n",
			"Content-Type: a/b\ntransfer-encoding: x\n\n" })
	void refusesWhatIsNoHead(String text) {
		assertThatExceptionOfType(BadHeadException.class).isThrownBy(() -> parse(text));
	}

	@Test
	void refusesAStatusLine() {
		assertThatExceptionOfType(BadHeadException.class)
			.isThrownBy(() -> parse("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"))
			.withMessageContaining("nph scripts are not supported");
	}

	@ParameterizedTest
	@CsvSource({ "Status: 200 OK, 200", "Status: 599, 599", "Status: 204 No Content, 204", "Content-Type: a/b, 200",
			"status:404, 404", "Location: http://a/b, 302", "Location: //a/b, 302", "Location: b, 302" })
	void tellsTheStatus(String line, int status) {
		ScriptHead head = parse(line + "\n\n");
		assertThat(head.status()).isEqualTo(status);
		assertThat(head.localRedirect()).isFalse();
		assertThat(head.hasBody()).isEqualTo(status != 204);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Location: /a?b", "Status: 200 OK\nLocation: /a?b",
			"Content-Type: text/html\nContent-Length: 3\nLocation: /a?b", "Location: /a?b\nServer: x" })
	void knowsALocalRedirect(String text) {
		ScriptHead head = parse(text + "\n\n");
		assertThat(head.localRedirect()).isTrue();
		assertThat(head.location()).isEqualTo("/a?b");
	}

	@ParameterizedTest
	@CsvSource({ "'Status: 302\nLocation: /a', 302", "'Status: 201\nLocation: /a', 201",
			"'Set-Cookie: a=b\nLocation: /a', 302", "'Location: //host/a', 302", "'Location: https://host/a', 302",
			"'Status: 301\nLocation: https://host/a', 301" })
	void leavesOtherRedirectsToTheClient(String text, int status) {
		ScriptHead head = parse(text + "\n\n");
		assertThat(head.localRedirect()).isFalse();
		assertThat(head.status()).isEqualTo(status);
	}

	@Test
	void dropsWhatIsBetweenServerAndPeer() {
		ScriptHead head = parse("Content-Type: a/b\nConnection: x\nKeep-Alive: 1\nTE: x\nTrailer: x\nUpgrade: x\n"
				+ "Date: x\nServer: x\nProxy-Authenticate: x\nProxy-Connection: x\nHTTP2-Settings: x\nETag: \"x\"\n\n");
		assertThat(head.fields()).containsExactly(new HeadField("ETag", "\"x\""));
	}

	@Test
	void readsValuesAsLatin1() {
		assertThat(parse("Content-Type: a/b; x=\u00e9\n\n").contentType()).isEqualTo("a/b; x=é");
	}

	@Test
	void limitsBytesAndLines() {
		String ten = "Status:200\n";
		assertThat(new HeadParser(12, 1).parse(bytes(ten + "\n"))).isNotNull();
		assertThatExceptionOfType(BadHeadException.class)
			.isThrownBy(() -> new HeadParser(11, 1).parse(bytes(ten + "\n")))
			.withMessageContaining("longer than 11 bytes");
		assertThatExceptionOfType(BadHeadException.class)
			.isThrownBy(() -> new HeadParser(100, 1).parse(bytes(ten + "X: 1\n")))
			.withMessageContaining("more than 1 lines");
		ScriptHead long64 = parse("Content-Type: " + "x".repeat(60_000) + "\n\n");
		assertThat(long64.contentType()).hasSize(60_000);
	}

	private static ScriptHead whole() {
		return new ScriptHead(404, "text/plain", null, 12, List.of(new HeadField("X-A", "1"),
				new HeadField("Set-Cookie", "a=b"), new HeadField("Set-Cookie", "c=d")), false);
	}

	private static ScriptHead parse(String text) {
		@Nullable ScriptHead head = new HeadParser(1 << 16, 100).parse(bytes(text));
		if (head == null) {
			throw new AssertionError("Wants more than " + text);
		}
		return head;
	}

	private static ByteBuf bytes(String text) {
		return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
	}

}
