package dev.torsion.mail.store.maildir.file;

import java.util.List;
import java.util.Objects;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UidListTests {

	@Test
	void readsAListWithoutGuid() {
		UidList list = parse("3 V1234567 N50\n42 :1.a.host\n");
		assertThat(list.uidValidity()).isEqualTo(1234567);
		assertThat(list.uidNext()).isEqualTo(50);
		assertThat(list.records()).containsOnlyKeys("1.a.host");
		assertThat(list.broken()).isFalse();
	}

	@Test
	void knowsThatTheHeaderIsStaleAfterRecordsWereAppended() {
		assertThat(parse("3 V1 N1 G00\n1 :a\n2 :b\n3000 :c\n").uidNext()).isEqualTo(3001);
		assertThat(parse("3 V1 N50\n50 :a\n").uidNext()).isEqualTo(51);
	}

	@Test
	void readsTheFieldsOfRecords() {
		UidList.Record record = Objects
			.requireNonNull(parse("3 V1 N1\n7 S15 W18 P1234 O3 Gguid-1 :1.M2P3.host,S=15,W=18\n").records()
				.get("1.M2P3.host,S=15,W=18"));
		assertThat(record.uid()).isEqualTo(7);
		assertThat(record.lineBytes()).isEqualTo(18);
		assertThat(record.guid()).isEqualTo("guid-1");
		assertThat(record).hasToString("7 S15 W18 P1234 O3 Gguid-1 :1.M2P3.host,S=15,W=18");
		assertThat(new UidList.Record(1, List.of(), "base").guid()).isEqualTo("base");
	}

	@Test
	void leavesOutALineThatWasNotWrittenToItsEnd() {
		UidList list = parse("3 V1 N1\n1 :a\n2 :b");
		assertThat(list.records()).containsOnlyKeys("a");
		assertThat(list.broken()).isTrue();
		assertThat(list.uidNext()).isEqualTo(2);
	}

	@Test
	void leavesOutLinesThatMakeNoSense() {
		UidList list = parse("3 V1 N1\n1 :a\n1 :b\nx :c\n4294967296 :d\n-5 :e\n3 f\n4 :\n5 :../g\n6 :h:2,S\n\n7 :i\n");
		assertThat(list.records()).containsOnlyKeys("a", "i");
		assertThat(list.broken()).isTrue();
	}

	@Test
	void takesTheLaterOfTwoRecordsOfAFile() {
		UidList list = parse("3 V1 N1\n1 :a\n2 :b\n3 :a\n");
		assertThat(list.records().values()).extracting(UidList.Record::uid).containsExactly(2L, 3L);
	}

	@Test
	void isNoListOfAnotherVersionOrWithoutUidValidity() {
		for (String text : List.of("", "\n", "1 1234 56\n", "3 N50\n", "3 V0\n", "3 V4294967296\n", "3 Vx N1\n",
				"3 V1")) {
			assertThat(UidList.parse(text)).as(text).isNull();
		}
	}

	@Test
	void writesWhatItHasRead() {
		String text = "3 V1234567 N51 Gabc X1\n42 W5 :a,S=1\n50 :b\n";
		assertThat(parse(text)).hasToString(text);
		assertThat(parse(text).with(List.of(new UidList.Record(51, List.of(), "c"))))
			.hasToString("3 V1234567 N52 Gabc X1\n42 W5 :a,S=1\n50 :b\n51 :c\n");
		assertThat(parse(text).only(List.of("b"))).hasToString("3 V1234567 N51 Gabc X1\n50 :b\n");
	}

	@Test
	void takesAnyInput() {
		Random random = new Random(42);
		String letters = "3VN0129 :\n\r\tGSW,=./ab\0\u00ff";
		for (int i = 0; i < 20_000; i++) {
			StringBuilder text = new StringBuilder((i % 2 == 0) ? "3 V1 N1\n" : "");
			for (int j = random.nextInt(60); j > 0; j--) {
				text.append(letters.charAt(random.nextInt(letters.length())));
			}
			UidList list = UidList.parse(text.toString());
			if (list != null) {
				assertThat(UidList.parse(list.toString())).isNotNull()
					.satisfies((again) -> assertThat(again.records()).isEqualTo(list.records()));
			}
		}
	}

	private static UidList parse(String text) {
		return Objects.requireNonNull(UidList.parse(text));
	}

}
