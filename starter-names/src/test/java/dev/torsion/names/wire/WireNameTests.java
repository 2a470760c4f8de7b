package dev.torsion.names.wire;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WireName} and {@link SearchName}.
 */
class WireNameTests {

	@Test
	void equalsWithoutRegardToCaseAndKeepsIt() throws Exception {
		WireName name = name("Www.Example.ORG.");
		assertThat(name).isEqualTo(name("www.example.org.")).hasSameHashCodeAs(name("WWW.EXAMPLE.org."));
		assertThat(name).hasToString("Www.Example.ORG.");
		assertThat(name).isNotEqualTo(name("www.example.com."));
	}

	@Test
	void foldsAsciiLettersOnly() {
		assertThat(WireName.of(new byte[] { 1, '[', 0 })).isNotEqualTo(WireName.of(new byte[] { 1, '{', 0 }));
		assertThat(WireName.of(new byte[] { 1, '@', 0 })).isNotEqualTo(WireName.of(new byte[] { 1, '`', 0 }));
		assertThat(WireName.of(new byte[] { 1, (byte) 0xc0, 0 }))
			.isNotEqualTo(WireName.of(new byte[] { 1, (byte) 0xe0, 0 }));
	}

	@Test
	void tellsLabelsFromDotsWithinThem() throws Exception {
		assertThat(name("a\\.b.org.")).isNotEqualTo(name("a.b.org."));
		assertThat(name("a\\.b.org.")).hasToString("a\\.b.org.");
		assertThat(name("\\000\\255\\032.")).hasToString("\\000\\255\\032.");
		assertThat(name("a\\.b.org.").labels()).isEqualTo(2);
	}

	@Test
	void isWithinNamesAbove() throws Exception {
		assertThat(name("a.b.org.").isWithin(name("B.ORG."))).isTrue();
		assertThat(name("b.org.").isWithin(name("b.org."))).isTrue();
		assertThat(name("a.b.org.").isWithin(WireName.ROOT)).isTrue();
		assertThat(name("ab.org.").isWithin(name("b.org."))).isFalse();
		assertThat(name("org.").isWithin(name("b.org."))).isFalse();
		assertThat(name("x\\001b.org.").isWithin(name("b.org."))).isFalse();
	}

	@Test
	void takesNothingThatIsNoName() {
		for (byte[] bytes : new byte[][] { {}, { 1 }, { 1, 'a' }, { 64, 0 }, { (byte) 0xc0, 0 }, { 1, 'a', 0, 0 } }) {
			assertThatIllegalArgumentException().isThrownBy(() -> WireName.of(bytes));
		}
		byte[] longest = new byte[255];
		Arrays.fill(longest, (byte) 1);
		longest[254] = 0;
		assertThat(WireName.of(longest).labels()).isEqualTo(127);
		byte[] longer = new byte[257];
		Arrays.fill(longer, (byte) 1);
		longer[256] = 0;
		assertThatIllegalArgumentException().isThrownBy(() -> WireName.of(longer));
	}

	@Test
	void isSearchedForFromEveryLabelOn() throws Exception {
		SearchName search = new SearchName();
		search.load(name("A.b.Example.org."));
		assertThat(search.labels()).isEqualTo(4);
		assertThat(search.hash(2)).isEqualTo(name("example.ORG.").hashCode());
		assertThat(search.equals(2, name("example.ORG."))).isTrue();
		assertThat(search.equals(4, WireName.ROOT)).isTrue();
		assertThat(search.wildcardHash(2)).isEqualTo(name("*.example.org.").hashCode());
		assertThat(search.wildcardEquals(2, name("*.example.org."))).isTrue();
		assertThat(search.wildcardEquals(2, name("x.example.org."))).isFalse();
		assertThat(search.prefixed(2, name("net."))).isEqualTo(name("a.b.net."));
	}

	private static WireName name(String text) throws Exception {
		return WireName.of(Name.fromString(text).toWire());
	}

}
