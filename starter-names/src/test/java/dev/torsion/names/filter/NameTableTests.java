package dev.torsion.names.filter;

import java.io.IOException;

import dev.torsion.names.wire.SipHash;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link NameTable}.
 */
class NameTableTests {

	private final NameTable table = new NameTable(new SipHash(1, 2), 200_000);

	@Test
	void findsANameWhateverItsCase() throws IOException {
		add("Ads.Example.org", false, 2);
		assertThat(find("aDS.example.ORG")).isEqualTo(2);
		assertThat(find("example.org")).isZero();
		assertThat(find("x.ads.example.org")).isZero();
		assertThat(find("ads.example.net")).isZero();
		assertThat(find(".")).isZero();
	}

	@Test
	void findsAllBelowANameAndNotItself() throws IOException {
		add("example.org", true, 2);
		assertThat(find("a.example.org")).isEqualTo(2);
		assertThat(find("b.a.example.org")).isEqualTo(2);
		assertThat(find("example.org")).isZero();
		assertThat(find("anexample.org")).isZero();
	}

	@Test
	void takesTheNextNameAbove() throws IOException {
		add("org", true, 2);
		add("example.org", true, 3);
		add("a.example.org", false, 4);
		assertThat(find("a.example.org")).isEqualTo(4);
		assertThat(find("b.a.example.org")).isEqualTo(3);
		assertThat(find("example.org")).isEqualTo(2);
	}

	@Test
	void keepsWhatCameFirst() throws IOException {
		add("example.org", false, 3);
		add("example.org", false, 2);
		add("example.org", true, 4);
		assertThat(find("example.org")).isEqualTo(3);
		assertThat(find("a.example.org")).isEqualTo(4);
		assertThat(this.table.size()).isEqualTo(1);
	}

	@Test
	void givesPrecedenceToTheFirstNumber() throws IOException {
		add("a.example.org", false, 2);
		add("a.example.org", false, NameTable.FIRST);
		assertThat(find("a.example.org")).isEqualTo(NameTable.FIRST);
		add("b.c.example.net", false, 2);
		add("example.net", true, NameTable.FIRST);
		assertThat(find("b.c.example.net")).isEqualTo(NameTable.FIRST);
	}

	@Test
	void findsEachOfManyAndNoOther() throws IOException {
		for (int i = 0; i < 200_000; i++) {
			add("n" + i + ".example", i % 2 == 0, 2 + i % 200);
		}
		assertThat(this.table.size()).isEqualTo(200_000);
		for (int i = 0; i < 200_000; i++) {
			String name = "n" + i + ".example";
			assertThat(find((i % 2 == 0) ? "x." + name : name)).isEqualTo(2 + i % 200);
			assertThat(find((i % 2 == 0) ? name : "x." + name)).isZero();
		}
	}

	@Test
	void takesNoMoreNamesThanItMay() throws IOException {
		for (int i = 0; i < 200_000; i++) {
			add("n" + i + ".example", false, 2);
		}
		add("n0.example", true, 3);
		assertThatIOException().isThrownBy(() -> add("more.example", false, 2))
			.withMessage("There are more than 200000 names");
		assertThat(find("x.n0.example")).isEqualTo(3);
		assertThat(find("more.example")).isZero();
	}

	private void add(String name, boolean below, int number) throws IOException {
		this.table.add(Name.fromString(name, Name.root), below, number);
	}

	private int find(String name) throws IOException {
		return this.table.find(Name.fromString(name, Name.root));
	}

}
