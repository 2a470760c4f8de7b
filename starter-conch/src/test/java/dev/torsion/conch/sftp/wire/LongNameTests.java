package dev.torsion.conch.sftp.wire;

import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LongNameTests {

	private final LongName form = new LongName(Instant.parse("2026-07-01T12:00:00Z"), ZoneOffset.UTC);

	@Test
	void looksLikeLs() {
		assertThat(line(0100644, 1234, "2026-06-09T01:02:03Z", "a b"))
			.isEqualTo("-rw-r--r--    1 ada      staff        1234 Jun  9 01:02 a b");
		assertThat(line(0040751, 4096, "2026-06-19T21:02:03Z", "d"))
			.isEqualTo("drwxr-x--x    1 ada      staff        4096 Jun 19 21:02 d");
		assertThat(line(0120777, 123456789012L, "2026-06-19T21:02:03Z", "l"))
			.isEqualTo("lrwxrwxrwx    1 ada      staff    123456789012 Jun 19 21:02 l");
	}

	@Test
	void showsTheYearOfWhatIsOldOrOfTheFuture() {
		assertThat(line(0100644, 0, "2025-12-09T01:02:03Z", "x")).endsWith("       0 Dec  9  2025 x");
		assertThat(line(0100644, 0, "2026-07-02T00:00:00Z", "x")).endsWith("       0 Jul  2  2026 x");
	}

	private String line(int mode, long size, String modified, String name) {
		return this.form.line(mode, "ada", "staff", size, Instant.parse(modified), name);
	}

}
