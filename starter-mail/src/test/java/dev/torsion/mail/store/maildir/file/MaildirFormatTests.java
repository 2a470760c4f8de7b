package dev.torsion.mail.store.maildir.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import dev.torsion.mail.store.Flag;
import dev.torsion.mail.store.MailStoreException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The names and texts of a Maildir.
 */
class MaildirFormatTests {

	@Test
	void readsNamesOfFiles() {
		MessageName name = MessageName.parse("1.M2P3.host,S=15,W=18:2,RSab");
		assertThat(name.base()).isEqualTo("1.M2P3.host,S=15,W=18");
		assertThat(name.bytes()).isEqualTo(15);
		assertThat(name.lineBytes()).isEqualTo(18);
		assertThat(name.isRaw()).isFalse();
		assertThat(name.flags()).containsExactlyInAnyOrder(Flag.SEEN, Flag.ANSWERED);
		assertThat(MessageName.parse(MessageName.base("u", 3, 4, true)).isRaw()).isTrue();
		for (String odd : List.of("", ":", "a:1,x", "a,S=", "a,S=x", "a,S=1x", "a,S=" + "9".repeat(40), ":2,")) {
			assertThat(MessageName.parse(odd).bytes()).as(odd).isEqualTo(-1);
		}
	}

	/** Wherever runs begin and end, and however much room there is. */
	@Test
	void encodesAndDecodesLinesInRunsOfAnyLength() {
		String message = "a\r\n\r\nFourteen bytes\r\n\ré\r.\r\n12345678\r\n1234567\r\n".repeat(3) + "x\r";
		byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
		String lines = message.replace("\r\n", "\n");
		for (int length = 1; length <= bytes.length; length++) {
			for (int room = 2; room < 40; room += 3) {
				ByteBuffer encoded = encoded(bytes, length, room);
				assertThat(text(encoded)).isEqualTo(lines);
				assertThat(text(decoded(encoded, length))).isEqualTo(message);
			}
		}
	}

	private static ByteBuffer encoded(byte[] bytes, int length, int room) {
		ByteBuffer all = ByteBuffer.allocate(bytes.length);
		LineEncoder encoder = new LineEncoder();
		for (int at = 0; at < bytes.length; at += length) {
			ByteBuffer run = ByteBuffer.wrap(bytes, at, Math.min(length, bytes.length - at));
			while (run.hasRemaining()) {
				ByteBuffer out = ByteBuffer.allocate(room);
				encoder.encode(run, out);
				all.put(out.flip());
			}
		}
		encoder.end(all);
		assertThat(encoder.isLossy()).isFalse();
		return all.flip();
	}

	private static ByteBuffer decoded(ByteBuffer bytes, int length) {
		ByteBuffer all = ByteBuffer.allocate(2 * bytes.limit());
		LineDecoder decoder = new LineDecoder();
		for (int at = 0; at < bytes.limit(); at += length) {
			decoder.decode(bytes.slice(at, Math.min(length, bytes.limit() - at)), all);
		}
		return all.flip();
	}

	private static String text(ByteBuffer bytes) {
		return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
	}

	@Test
	void keepsLettersOfOthersWhenFlagsChange() {
		MessageName name = MessageName.parse("a:2,PSXaz,rest");
		assertThat(name.with(Set.of(Flag.FLAGGED, Flag.DRAFT), "b", "ab")).hasToString("a:2,DFPXbz,rest");
	}

	@Test
	void makesNamesThatNoOtherMessageHas() {
		Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00.000123Z"), ZoneOffset.UTC);
		UniqueNames names = new UniqueNames(clock, "a/b:c,d");
		List<String> all = IntStream.range(0, 2000).mapToObj((i) -> names.next()).toList();
		assertThat(all).doesNotHaveDuplicates()
			.allSatisfy(
					(name) -> assertThat(name).matches("1767225600\\.M123P[0-9]+Q[0-9]+\\.a\\\\057b\\\\072c\\\\054d"));
		List<String> sorted = new ArrayList<>(all);
		sorted.sort(UniqueNames::compare);
		assertThat(sorted).isEqualTo(all);
	}

	@Test
	void comparesNamesOfOthersByTime() {
		assertThat(UniqueNames.compare("9.x.host", "10.x.host")).isNegative();
		assertThat(UniqueNames.compare("10.M9P1.h", "10.M10P1.h")).isNegative();
		assertThat(UniqueNames.compare("a", "b")).isNegative();
	}

	@Test
	void encodesNamesOfMailboxes() {
		assertThat(ModifiedUtf7.encode("Résumé & co")).isEqualTo("R&AOk-sum&AOk- &- co");
		assertThat(ModifiedUtf7.encode("~peter/mail/台北/日本語")).isEqualTo("~peter/mail/&U,BTFw-/&ZeVnLIqe-");
		for (String name : List.of("", "a", "&", "é&é", "\ud83d\ude00", "日本語x日")) {
			assertThat(ModifiedUtf7.decode(ModifiedUtf7.encode(name))).isEqualTo(name);
		}
		for (String bad : List.of("&", "&AOk", "&!-", "&AGE-", "é", "&A-")) {
			assertThat(ModifiedUtf7.decode(bad)).as(bad).isNull();
		}
	}

	@Test
	void readsAndWritesSubscriptions() {
		assertThat(SubscriptionList.parse("V\t2\n\nSub\tR&AOk-sum\nINBOX\n&bad\n")).containsExactly("Sub/Résum",
				"INBOX");
		assertThat(SubscriptionList.parse("Sub.Deep\nINBOX\n")).containsExactly("Sub/Deep", "INBOX");
		assertThat(SubscriptionList.parse("")).isEmpty();
		assertThat(SubscriptionList.format(new LinkedHashSet<>(List.of("a/é", "b"))))
			.isEqualTo("V\t2\n\na\t&AOk-\nb\n");
	}

	@Test
	void readsAndWritesKeywords() {
		KeywordList list = KeywordList.parse("0 $Junk\n3 Foo\nx y\n26 z\n99999999999 q\n1\n2 \n");
		assertThat(list.keywords("adz")).containsExactly("$Junk", "Foo");
		assertThat(list.letters()).isEqualTo("ad");
		assertThat(list.letters(Set.of("foo"))).isEqualTo("d");
		assertThat(list.with(Set.of("FOO", "new"))).hasToString("0 $Junk\n1 new\n3 Foo\n");
		Set<String> many = new LinkedHashSet<>();
		IntStream.range(0, 25).forEach((i) -> many.add("k" + i));
		assertThatExceptionOfType(MailStoreException.class).isThrownBy(() -> list.with(many))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(MailStoreException.Reason.LIMIT));
	}

}
