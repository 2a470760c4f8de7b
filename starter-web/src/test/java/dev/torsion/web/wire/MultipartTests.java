package dev.torsion.web.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MultipartTests {

	@Test
	void framesThePartsAsTheRfcShows() {
		Multipart frame = new Multipart("THIS", "application/pdf", 8000);
		ByteRange part = new ByteRange(500, 999);
		assertThat(frame.contentType()).isEqualTo("multipart/byteranges; boundary=THIS");
		assertThat(new String(frame.opening(part), StandardCharsets.US_ASCII))
			.isEqualTo("\r\n--THIS\r\nContent-Type: application/pdf\r\nContent-Range: bytes 500-999/8000\r\n\r\n");
		assertThat(new String(frame.closing(), StandardCharsets.US_ASCII)).isEqualTo("\r\n--THIS--\r\n");
		assertThat(frame.length(List.of(part, part)))
			.isEqualTo(2L * (frame.opening(part).length + 500) + frame.closing().length);
	}

}
