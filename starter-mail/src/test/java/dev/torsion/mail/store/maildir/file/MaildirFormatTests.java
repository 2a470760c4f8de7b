package dev.torsion.mail.store.maildir.file;

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
