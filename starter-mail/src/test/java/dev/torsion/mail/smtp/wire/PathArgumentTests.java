package dev.torsion.mail.smtp.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PathArgument}: addresses and parameters.
 */
class PathArgumentTests {

	@ParameterizedTest
	@CsvSource(delimiter = ' ', value = { "<Smith@bar.com> Smith bar.com", "<Jones@FOO.COM> Jones foo.com",
			"<userx@y.foo.org> userx y.foo.org", "<@hosta.int,@jkl.org:userc@d.bar.org> userc d.bar.org",
			"<@[192.0.2.1]:a@b.c> a b.c", "<a.b+c@d-e.f> a.b+c d-e.f", "<\"a.b\"@c.d> a.b c.d", "<\"a@b\"@c.d> a@b c.d",
			"<\"a\\\"b\"@c.d> a\"b c.d", "<\"a>b\"@c.d> a>b c.d", "<a@[192.0.2.1]> a [192.0.2.1]",
			"<a@[IPv6:2001:db8::1]> a [ipv6:2001:db8::1]", "<a@host_1.b> a host_1.b",
			"<!#$%&'*+-/=?^_`{|}~@b.c> !#$%&'*+-/=?^_`{|}~ b.c", "<postmaster> postmaster ''", "<a@b> a b",
			"<bücher@example.org> bücher example.org", "<a@BÜCHER.example> a xn--bcher-kva.example" },
			quoteCharacter = '\u0001')
	void readsAddresses(String path, String local, String domain) {
		assertThat(PathArgument.ofMail("FROM:" + path).address())
			.isEqualTo(new MailAddress(local, domain.equals("''") ? "" : domain));
	}

	@ParameterizedTest
	@ValueSource(strings = { "<", ">", "<a", "<a@b", "a@b", "<@>", "<@b>", "<a@>", "<a@.>", "<a@b.>", "<a@.b>",
			"<a@b..c>", "<a@-b>", "<a@b->", "<.a@b>", "<a.@b>", "<a..b@c>", "<\"\"@b>", "<\"a@b>", "<\"a\"b@c>",
			"<a b@c>", "<a@b c>", "<a@b>c", "<a@b>>", "<a@[192.0.2]>", "<a@[192.0.2.1>", "<a@[192.0.2.1]x>",
			"<a@[IPv6:::g]>", "<a@[IPv6:fe80::1%eth0]>", "<a@[IPv6:[::1]]>", "<a@[x:y]>", "<a@b@c>", "<@a:>", "<@a>",
			"<@a,b:c@d>", "<a(comment)@b>", "<a;b@c>", "<a@b,c@d>", "<a@ex＠ample.org>", "<a@a b.c>", "<a@x。>",
			"<\"a\tb\"@c>" })
	void refusesWhatIsNoAddress(String path) {
		assertThatExceptionOfType(MailRefusedException.class).isThrownBy(() -> PathArgument.ofRecipient("TO:" + path))
			.satisfies((ex) -> assertThat(ex.reply().toString()).startsWith("501 5.1.3 "));
	}

	@Test
	void knowsTheNullPath() {
		assertThat(PathArgument.ofMail("FROM:<>").address()).isNull();
	}

	@Test
	void knowsWhatIsNotAscii() {
		assertThat(PathArgument.ofMail("FROM:<a@b>").isAscii()).isTrue();
		assertThat(PathArgument.ofMail("FROM:<ä@b>").isAscii()).isFalse();
		assertThat(PathArgument.ofMail("FROM:<\"ä\"@b>").isAscii()).isFalse();
		assertThat(PathArgument.ofMail("FROM:<a@ä>").isAscii()).isFalse();
	}

	@Test
	void takesKeywordsInAnyCaseAndSpaceAfterThem() {
		assertThat(PathArgument.ofMail("from:  <a@b>").address()).isEqualTo(new MailAddress("a", "b"));
		assertThatExceptionOfType(MailRefusedException.class).isThrownBy(() -> PathArgument.ofMail("TO:<a@b>"));
		assertThatExceptionOfType(MailRefusedException.class).isThrownBy(() -> PathArgument.ofMail("FROM <a@b>"));
	}

	@Test
	void limitsTheLengthOfItsParts() {
		String longest = "a".repeat(255);
		assertThat(PathArgument.ofMail("FROM:<" + longest + "@b>").address()).isNotNull();
		for (String path : new String[] { longest + "a@b", "ä".repeat(128) + "@b", "a@" + "b".repeat(64),
				"a@" + "b.".repeat(128) + "c" }) {
			assertThatExceptionOfType(MailRefusedException.class).as(path)
				.isThrownBy(() -> PathArgument.ofMail("FROM:<" + path + ">"));
		}
	}

	@Test
	void readsParameters() {
		assertThat(PathArgument.ofMail("FROM:<a@b>  size=10 SMTPUTF8 X-y=a=b").parameters())
			.isEqualTo(Map.of("SIZE", "10", "SMTPUTF8", "", "X-Y", "a=b"));
		assertThat(PathArgument.ofMail("FROM:<a@b>").parameters()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "=", "=a", "a=", "-a=b", "a b=", "a=1 A=2", "ä=b", "a_b" })
	void refusesWhatIsNoParameter(String parameters) {
		assertThatExceptionOfType(MailRefusedException.class)
			.isThrownBy(() -> PathArgument.ofMail("FROM:<a@b> " + parameters))
			.satisfies((ex) -> assertThat(ex.reply().toString()).startsWith("501 5.5.4 "));
	}

	@Test
	void readsTheSameAfterWriting() {
		for (String path : new String[] { "<a.b@c.d>", "<\"a b\"@c.d>", "<\"a\\\"\\\\b\"@c.d>", "<\".\"@c>",
				"<ä@b>" }) {
			MailAddress address = PathArgument.ofMail("FROM:" + path).address();
			assertThat("<" + address + ">").isEqualTo(path);
			assertThat(PathArgument.ofMail("FROM:<" + address + ">").address()).isEqualTo(address);
		}
	}

	/** Truncated anywhere it is refused, if it is not complete there. */
	@Test
	void refusesWhatIsCutOff() {
		String whole = "FROM:<@a,@b:\"x y\"@[IPv6:2001:db8::1]>";
		for (int length = 0; length < whole.length(); length++) {
			String cut = whole.substring(0, length);
			assertThatExceptionOfType(MailRefusedException.class).as(cut).isThrownBy(() -> PathArgument.ofMail(cut));
		}
	}

	@Test
	void throwsNothingElse() {
		Random random = new Random(3);
		String alphabet = "<>@.,:;\"\\[]ab1-+= ä\u3002＠IPv6\u0301\u200d\ud83d\ude00";
		for (int round = 0; round < 100_000; round++) {
			StringBuilder text = new StringBuilder("FROM:<a");
			for (int i = random.nextInt(24); i > 0; i--) {
				text.append(alphabet.charAt(random.nextInt(alphabet.length())));
			}
			try {
				MailAddress address = PathArgument.ofMail(text.append('>').toString()).address();
				assertThat(address).as(text.toString()).isNotNull();
				assertThat(address.toString().getBytes(StandardCharsets.UTF_8)).doesNotContain('\r', '\n', 0);
			}
			catch (MailRefusedException ex) {
				assertThat(ex.reply().code()).isEqualTo(501);
			}
		}
	}

}
