package dev.torsion.net.framing;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HttpRequestLineTests {

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1", "post /x HTTP/1.1", "PRI * HTTP/2.0", "Host: mail.example.org" })
	void knowsRequests(String line) {
		assertThat(HttpRequestLine.isOne(line)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "GET", "GETTER x", "DELE 1", "HELO there.example", " GET / HTTP/1.1" })
	void takesNothingElseForOne(String line) {
		assertThat(HttpRequestLine.isOne(line)).isFalse();
	}

}
