package dev.torsion.web.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PathDecoderTests {

	@ParameterizedTest
	@CsvSource({ "/, /", "/a, /a", "/a/, /a/", "/a/b.html, /a/b.html", "/a%20b, /a b", "/%C3%A9.txt, /é.txt",
			"/a+b;c=1, /a+b;c=1", "/%41, /A", "/100%25, /100%", "/a%2Eb, /a.b", "/a..b, /a..b", "/%F0%9F%98%80, /😀",
			"/.well-known, /.well-known", "/.well-known/acme-challenge/x, /.well-known/acme-challenge/x",
			"/%2Ewell-known/x, /.well-known/x" })
	void decodesOnce(String raw, String decoded) {
		assertThat(PathDecoder.decode(raw)).isEqualTo(decoded);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "*", "//", "//host/a", "/a//b", "/./a", "/a/.", "/a/..", "/../etc/passwd",
			"/a/../../b", "/%2e%2e/a", "/.%2e/a", "/%2E./a", "/..%2fetc", "/a%2Fb", "/a%5Cb", "/a\\b", "/..%5c..%5c",
			"/%252e%252e/a", "/%252E%252E%252Fetc", "/%25%32%65", "/a%00.html", "/%00", "/a%0d%0ab", "/a%7f", "/%c2%85",
			"/%", "/%4", "/%zz", "/%c0%ae%c0%ae/", "/%e0%80%ae/", "/%ff", "/%ed%a0%80", "/%C3", "/é", "/a b", "/a\tb",
			"/.env", "/a/.git/config", "/.git/", "/%2egit/config", "/a/.htaccess", "/.well-known/.hidden",
			"/a/.well-known/x", "/.well-knownx", "/.well", "/..." })
	void refusesWhatCouldBeReadInTwoWaysOrIsHidden(String raw) {
		assertThat(PathDecoder.decode(raw)).isNull();
	}

	@Test
	void returnsTheSameStringWhenThereIsNothingToDecode() {
		String raw = "/a/b/c.html";
		assertThat(PathDecoder.decode(raw)).isSameAs(raw);
	}

	@ParameterizedTest
	@CsvSource({ "/a.html, html", "/a.b/c, ''", "/a.TAR.GZ, gz", "/a, ''", "/a., ''" })
	void findsTheExtensionOfTheLastName(String path, String extension) {
		assertThat(PathDecoder.extension(path)).isEqualTo(extension);
	}

}
