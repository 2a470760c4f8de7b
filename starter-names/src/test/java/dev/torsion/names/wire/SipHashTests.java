package dev.torsion.names.wire;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SipHash}, with the vectors of its authors: the key 00 01 .. 0f, and
 * messages 00 01 02 .. of each length.
 */
class SipHashTests {

	private static final SipHash HASH = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

	private static final byte[] MESSAGE = HexFormat.of().parseHex("ff000102030405060708090a0b0c0d0e0f10");

	@ParameterizedTest
	@CsvSource({ "0, 726fdb47dd0e0e31", "1, 74f839c593dc67fd", "7, ab0200f58b01d137", "8, 93f5f5799a932462",
			"15, a129ca6149be45e5", "16, 3f2acc7f57c29bdb" })
	void hashesAsItsAuthorsDo(int length, String hash) {
		assertThat(HASH.hash(MESSAGE, 1, length)).isEqualTo(Long.parseUnsignedLong(hash, 16));
	}

	@Test
	void hashesTwoWordsAsTheirBytes() {
		assertThat(HASH.hash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L)).isEqualTo(HASH.hash(MESSAGE, 1, 16));
	}

	@Test
	void takesItsKeyAsBytes() {
		assertThat(SipHash.of(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"))).isEqualTo(HASH);
		assertThatIllegalArgumentException().isThrownBy(() -> SipHash.of(new byte[15]));
	}

	@Test
	void keepsItsKeyToItself() {
		assertThat(SipHash.random()).isNotEqualTo(SipHash.random()).hasToString("SipHash");
	}

}
