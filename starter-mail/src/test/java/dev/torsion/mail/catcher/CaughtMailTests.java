package dev.torsion.mail.catcher;

import java.time.Instant;

import dev.torsion.mail.Deliveries;
import dev.torsion.mail.MailHeaders;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CaughtMail}.
 */
class CaughtMailTests {

	@Test
	void readsASimpleMessage() {
		CaughtMail mail = mail("""
				Subject: =?utf-8?Q?gr=C3=BC=C3=9Fe?=
				From: =?utf-8?Q?B=C3=B6b?= <bob@example.org>
				To: carol@example.org, Dave <dave@example.org>

				one
				two
				""");
		assertThat(mail.subject()).isEqualTo("grüße");
		assertThat(mail.from()).containsExactly("Böb <bob@example.org>");
		assertThat(mail.to()).containsExactly("carol@example.org", "Dave <dave@example.org>");
		assertThat(mail.text()).isEqualTo("one\ntwo\n");
		assertThat(mail.html()).isEmpty();
		assertThat(mail.attachments()).isEmpty();
	}

	@Test
	void findsTextsAndAttachments() {
		CaughtMail mail = mail("""
				Content-Type: multipart/mixed; boundary=a

				--a
				Content-Type: multipart/alternative; boundary=b

				--b
				Content-Type: text/plain; charset=utf-8
				Content-Transfer-Encoding: quoted-printable

				gr=C3=BC=C3=9Fe
				--b
				Content-Type: text/html

				<p>hello</p>
				--b--
				--a
				Content-Type: TEXT/Plain
				Content-Disposition: attachment; filename*=utf-8''%E2%82%AC.txt
				Content-Transfer-Encoding: base64

				AAEC
				--a--
				""");
		assertThat(mail.text()).isEqualTo("grüße");
		assertThat(mail.html()).isEqualTo("<p>hello</p>");
		assertThat(mail.attachments()).singleElement().satisfies((attachment) -> {
			assertThat(attachment.name()).isEqualTo("€.txt");
			assertThat(attachment.type()).isEqualTo("text/plain");
			assertThat(attachment.content()).containsExactly(0, 1, 2);
		});
	}

	@Test
	void hasNothingOfWhatIsNotThere() {
		CaughtMail mail = mail("\n");
		assertThat(mail.subject()).isNull();
		assertThat(mail.from()).isEmpty();
		assertThat(mail.to()).isEmpty();
		assertThat(mail.text()).isEqualTo("");
	}

	private static CaughtMail mail(String text) {
		byte[] content = text.replace("\n", "\r\n").getBytes(ISO_8859_1);
		return new CaughtMail(Deliveries.envelope(), MailHeaders.parse(content), content, Instant.EPOCH);
	}

}
