package dev.torsion.names.session;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

import static dev.torsion.names.session.Served.additional;
import static dev.torsion.names.session.Served.answers;
import static dev.torsion.names.session.Served.authority;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what a zone answers.
 */
class AuthoritativeAnswersTests {

	private static final String SOA = "example.org. 300 SOA ns.example.org. admin.example.org. 7 3600 600 86400 300";

	private static final String ZONE = """
			$ORIGIN example.org.
			$TTL 3600
			@ SOA ns admin 7 3600 600 86400 300
			@ NS ns
			@ MX 10 mail
			@ MX 20 mail.elsewhere.test.
			ns A 192.0.2.1
			mail A 192.0.2.2
			mail AAAA 2001:db8::2
			www CNAME web
			web A 192.0.2.3
			web TXT "one" "two"
			deep.er.names TXT "below two empty ones"
			*.wild A 192.0.2.4
			*.wild MX 5 mail
			sub.x.wild TXT "hides the wildcard at x"
			*.alias CNAME web
			*.empty.wild2 TXT "its own"
			*.wild2 A 192.0.2.9
			chain1 CNAME chain2
			chain2 CNAME chain3
			chain3 CNAME web
			loop1 CNAME loop2
			loop2 CNAME loop1
			out CNAME www.elsewhere.test.
			gone CNAME nothing
			toent CNAME er.names
			tochild CNAME host.child
			child NS ns.child
			child NS ns.other
			child NS ns.elsewhere.test.
			ns.child A 192.0.2.5
			host.child A 192.0.2.6
			other NS ns.other
			ns.other A 192.0.2.7
			signed NS ns
			signed DS 1 8 2 0101010101010101010101010101010101010101010101010101010101010101
			dname DNAME target
			a.target A 192.0.2.8
			odd TYPE65280 \\# 3 010203
			_sip._tcp SRV 1 2 5060 web
			MixedCase A 192.0.2.10
			""";

	private final Served served = new Served(ZONE);

	@Test
	void answersWhatTheZoneHas() {
		Message answer = this.served.ask("web.example.org.", "A");
		assertThat(answers(answer)).containsExactly("web.example.org. 3600 A 192.0.2.3");
		assertThat(authority(answer)).isEmpty();
		assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
		assertThat(answer.getHeader().getFlag(Flags.QR)).isTrue();
		assertThat(answer.getHeader().getFlag(Flags.RA)).isFalse();
	}

	@Test
	void repeatsIdentifierAndRecursionDesiredAndNoOtherFlag() {
		Message query = Served.query("web.example.org.", "A");
		for (int flag : new int[] { Flags.RD, Flags.CD, Flags.AD, Flags.AA, Flags.TC }) {
			query.getHeader().setFlag(flag);
		}
		Message answer = this.served.ask(query);
		assertThat(answer.getHeader().getID()).isEqualTo(query.getHeader().getID());
		assertThat(answer.getHeader().getFlag(Flags.RD)).isTrue();
		assertThat(answer.getHeader().getFlag(Flags.CD)).isFalse();
		assertThat(answer.getHeader().getFlag(Flags.AD)).isFalse();
		assertThat(answer.getHeader().getFlag(Flags.TC)).isFalse();
	}

	@Test
	void refusesNamesOutsideItsZones() {
		Message answer = this.served.ask("www.elsewhere.test.", "A");
		assertThat(answer.getRcode()).isEqualTo(Rcode.REFUSED);
		assertThat(answer.getHeader().getFlag(Flags.AA)).isFalse();
		assertThat(authority(answer)).isEmpty();
	}

	@Test
	void deniesATypeWithTheSoaWhoseTtlIsTheMinimum() {
		Message answer = this.served.ask("web.example.org.", "AAAA");
		assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
		assertThat(answers(answer)).isEmpty();
		assertThat(authority(answer)).containsExactly(SOA);
		assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
	}

	@Test
	void deniesANameWithTheSoa() {
		Message answer = this.served.ask("nothing.example.org.", "A");
		assertThat(answer.getRcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(authority(answer)).containsExactly(SOA);
	}

	@ParameterizedTest
	@ValueSource(strings = { "names.example.org.", "er.names.example.org.", "_tcp.example.org.", "wild2.example.org.",
			"empty.wild2.example.org.", "x.wild.example.org." })
	void hasNoDataAtAnEmptyNonTerminal(String name) {
		Message answer = this.served.ask(name, "A");
		assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
		assertThat(answers(answer)).isEmpty();
		assertThat(authority(answer)).containsExactly(SOA);
	}

	@Test
	void answersFromAWildcardForTheNameAskedFor() {
		assertThat(answers(this.served.ask("a.b.wild.example.org.", "A")))
			.containsExactly("a.b.wild.example.org. 3600 A 192.0.2.4");
		Message mail = this.served.ask("a.wild.example.org.", "MX");
		assertThat(answers(mail)).containsExactly("a.wild.example.org. 3600 MX 5 mail.example.org.");
		assertThat(additional(mail)).contains("mail.example.org. 3600 A 192.0.2.2");
	}

	@Test
	void hasNoDataForATypeThatAWildcardLacks() {
		Message answer = this.served.ask("a.wild.example.org.", "TXT");
		assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
		assertThat(authority(answer)).containsExactly(SOA);
	}

	@Test
	void takesAWildcardOnlyBelowTheClosestEncloser() {
		assertThat(this.served.ask("a.x.wild.example.org.", "A").getRcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(this.served.ask("a.sub.x.wild.example.org.", "A").getRcode()).isEqualTo(Rcode.NXDOMAIN);
		Message own = this.served.ask("a.empty.wild2.example.org.", "A");
		assertThat(own.getRcode()).isEqualTo(Rcode.NOERROR);
		assertThat(answers(own)).isEmpty();
	}

	@Test
	void answersAnAsteriskAsALabelLikeAnyOther() {
		assertThat(answers(this.served.ask("*.wild.example.org.", "A")))
			.containsExactly("*.wild.example.org. 3600 A 192.0.2.4");
		assertThat(this.served.ask("a.*.wild.example.org.", "A").getRcode()).isEqualTo(Rcode.NXDOMAIN);
	}

	@Test
	void followsTheAliasOfAWildcard() {
		assertThat(answers(this.served.ask("any.alias.example.org.", "A")))
			.containsExactly("any.alias.example.org. 3600 CNAME web.example.org.", "web.example.org. 3600 A 192.0.2.3");
	}

	@Test
	void followsAliases() {
		assertThat(answers(this.served.ask("chain1.example.org.", "A"))).containsExactly(
				"chain1.example.org. 3600 CNAME chain2.example.org.",
				"chain2.example.org. 3600 CNAME chain3.example.org.", "chain3.example.org. 3600 CNAME web.example.org.",
				"web.example.org. 3600 A 192.0.2.3");
		assertThat(answers(this.served.ask("www.example.org.", "CNAME")))
			.containsExactly("www.example.org. 3600 CNAME web.example.org.");
	}

	@Test
	void answersAnAliasWithoutDataWithTheDenialOfItsTarget() {
		Message answer = this.served.ask("www.example.org.", "AAAA");
		assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
		assertThat(answers(answer)).hasSize(1);
		assertThat(authority(answer)).containsExactly(SOA);
		Message empty = this.served.ask("toent.example.org.", "A");
		assertThat(empty.getRcode()).isEqualTo(Rcode.NOERROR);
		assertThat(authority(empty)).containsExactly(SOA);
	}

	@Test
	void hasTheOutcomeOfTheLastNameOfAChain() {
		Message answer = this.served.ask("gone.example.org.", "A");
		assertThat(answer.getRcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(answers(answer)).containsExactly("gone.example.org. 3600 CNAME nothing.example.org.");
		assertThat(authority(answer)).containsExactly(SOA);
	}

	@Test
	void endsALoopOfAliases() {
		assertThat(answers(this.served.ask("loop1.example.org.", "A"))).containsExactly(
				"loop1.example.org. 3600 CNAME loop2.example.org.", "loop2.example.org. 3600 CNAME loop1.example.org.");
	}

	@Test
	void endsAChainOfAliasesThatIsTooLong() {
		String links = IntStream.range(0, 40)
			.mapToObj((i) -> "c" + i + " CNAME c" + (i + 1))
			.collect(Collectors.joining("\n"));
		Served many = new Served("$ORIGIN long.test.\n$TTL 60\n@ SOA ns admin 1 1 1 1 1\n@ NS ns\n" + links + "\n");
		assertThat(answers(many.ask("c0.long.test.", "A"))).hasSize(12);
	}

	@Test
	void endsAtAnAliasThatLeadsOutside() {
		Message answer = this.served.ask("out.example.org.", "A");
		assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
		assertThat(answers(answer)).containsExactly("out.example.org. 3600 CNAME www.elsewhere.test.");
		assertThat(authority(answer)).isEmpty();
	}

	@Test
	void followsAnAliasIntoAnotherOfItsZones() {
		this.served.serve("""
				$ORIGIN elsewhere.test.
				$TTL 60
				@ SOA ns admin 1 1 1 1 1
				@ NS ns
				www A 192.0.2.77
				""");
		assertThat(answers(this.served.ask("out.example.org.", "A")))
			.containsExactly("out.example.org. 3600 CNAME www.elsewhere.test.", "www.elsewhere.test. 60 A 192.0.2.77");
	}

	@Test
	void refersToTheServersOfAChildWithTheirGlue() {
		for (String name : List.of("child.example.org.", "host.child.example.org.", "a.b.child.example.org.")) {
			Message answer = this.served.ask(name, "A");
			assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
			assertThat(answer.getHeader().getFlag(Flags.AA)).isFalse();
			assertThat(answers(answer)).isEmpty();
			assertThat(authority(answer)).containsExactlyInAnyOrder("child.example.org. 3600 NS ns.child.example.org.",
					"child.example.org. 3600 NS ns.other.example.org.",
					"child.example.org. 3600 NS ns.elsewhere.test.");
			assertThat(additional(answer)).containsExactlyInAnyOrder("ns.child.example.org. 3600 A 192.0.2.5",
					"ns.other.example.org. 3600 A 192.0.2.7");
		}
	}

	@Test
	void neverAnswersGlueAsItsOwn() {
		Message answer = this.served.ask("ns.child.example.org.", "A");
		assertThat(answers(answer)).isEmpty();
		assertThat(answer.getHeader().getFlag(Flags.AA)).isFalse();
	}

	@Test
	void refersAfterAnAliasIntoAChild() {
		Message answer = this.served.ask("tochild.example.org.", "A");
		assertThat(answers(answer)).containsExactly("tochild.example.org. 3600 CNAME host.child.example.org.");
		assertThat(authority(answer)).hasSize(3);
	}

	@Test
	void answersDsFromTheParent() {
		Message signed = this.served.ask("signed.example.org.", "DS");
		assertThat(answers(signed)).hasSize(1);
		assertThat(signed.getHeader().getFlag(Flags.AA)).isTrue();
		Message unsigned = this.served.ask("child.example.org.", "DS");
		assertThat(answers(unsigned)).isEmpty();
		assertThat(authority(unsigned)).containsExactly(SOA);
		assertThat(unsigned.getHeader().getFlag(Flags.AA)).isTrue();
		assertThat(authority(this.served.ask("a.child.example.org.", "DS"))).hasSize(3);
	}

	@Test
	void answersDsFromTheParentThoughItServesTheChildToo() {
		this.served.serve("""
				$ORIGIN signed.example.org.
				$TTL 60
				@ SOA ns admin 1 1 1 1 1
				@ NS ns
				""");
		assertThat(answers(this.served.ask("signed.example.org.", "DS"))).hasSize(1);
		assertThat(answers(this.served.ask("signed.example.org.", "NS"))).hasSize(1);
	}

	@Test
	void makesUpAliasesBelowADname() {
		assertThat(answers(this.served.ask("a.dname.example.org.", "A"))).containsExactly(
				"dname.example.org. 3600 DNAME target.example.org.",
				"a.dname.example.org. 3600 CNAME a.target.example.org.", "a.target.example.org. 3600 A 192.0.2.8");
		assertThat(answers(this.served.ask("dname.example.org.", "DNAME"))).hasSize(1);
		assertThat(authority(this.served.ask("dname.example.org.", "A"))).containsExactly(SOA);
	}

	@Test
	void saysSoWhenADnameMakesANameThatIsTooLong() {
		String label = "a".repeat(60);
		Message answer = this.served.ask(String.join(".", label, label, label, "b".repeat(52)) + ".dname.example.org.",
				"A");
		assertThat(answer.getRcode()).isEqualTo(Rcode.YXDOMAIN);
		assertThat(answers(answer)).containsExactly("dname.example.org. 3600 DNAME target.example.org.");
	}

	@Test
	void addsTheAddressesOfHostsThatAnAnswerNames() {
		Message mail = this.served.ask("example.org.", "MX");
		assertThat(answers(mail)).hasSize(2);
		assertThat(additional(mail)).containsExactlyInAnyOrder("mail.example.org. 3600 A 192.0.2.2",
				"mail.example.org. 3600 AAAA 2001:db8:0:0:0:0:0:2");
		assertThat(additional(this.served.ask("_sip._tcp.example.org.", "SRV")))
			.containsExactly("web.example.org. 3600 A 192.0.2.3");
		assertThat(additional(this.served.ask("example.org.", "NS")))
			.containsExactly("ns.example.org. 3600 A 192.0.2.1");
	}

	@Test
	void answersAnyTypeWithOneSet() {
		Message answer = this.served.ask("web.example.org.", "ANY");
		assertThat(answer.getSectionRRsets(1)).hasSize(1);
		assertThat(answers(this.served.ask("a.wild.example.org.", "ANY"))).hasSize(1);
		assertThat(this.served.ask("nothing.example.org.", "ANY").getRcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(authority(this.served.ask("names.example.org.", "ANY"))).containsExactly(SOA);
	}

	@Test
	void answersTypesThatNobodyKnows() {
		Message answer = this.served.ask("odd.example.org.", "TYPE65280");
		assertThat(answers(answer)).containsExactly("odd.example.org. 3600 TYPE65280 \\# 3 010203");
		assertThat(this.served.ask("web.example.org.", "TYPE65281").getRcode()).isEqualTo(Rcode.NOERROR);
	}

	@Test
	void keepsTheCaseOfTheQuestionAndOfTheZone() {
		Message answer = this.served.ask("WeB.eXaMpLe.oRg.", "A");
		assertThat(answer.getQuestion().getName()).hasToString("WeB.eXaMpLe.oRg.");
		assertThat(answers(answer)).containsExactly("WeB.eXaMpLe.oRg. 3600 A 192.0.2.3");
		assertThat(answers(this.served.ask("mixedcase.EXAMPLE.org.", "A"))).hasSize(1);
	}

	@Test
	void servesTheRootAsAnyOtherZone() {
		Served root = new Served("""
				$ORIGIN .
				$TTL 60
				@ SOA ns. admin. 1 1 1 1 1
				@ NS ns.
				org NS a.org.
				a.org A 192.0.2.1
				""");
		assertThat(answers(root.ask(".", "NS"))).containsExactly(". 60 NS ns.");
		assertThat(authority(root.ask("www.example.org.", "A"))).containsExactly("org. 60 NS a.org.");
		assertThat(root.ask("test.", "A").getRcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(answers(root.ask(".", "DS"))).isEmpty();
	}

	@Test
	void failsForAZoneThatIsNotToBeHad() {
		this.served.zones.withdraw(this.served.zones.current().zones().iterator().next().origin());
		assertThat(this.served.ask("web.example.org.", "A").getRcode()).isEqualTo(Rcode.SERVFAIL);
	}

	@Test
	void cutsOffWholeSetsAndSaysSo() {
		String many = IntStream.range(0, 60).mapToObj((i) -> "many A 192.0.2." + i).collect(Collectors.joining("\n"));
		Served large = new Served("$ORIGIN large.test.\n$TTL 60\n@ SOA ns admin 1 1 1 1 1\n@ NS ns\n" + many + "\n");
		Message answer = large.ask("many.large.test.", "A");
		assertThat(answer.getHeader().getFlag(Flags.TC)).isTrue();
		assertThat(answers(answer)).isEmpty();
		assertThat(answers(large.askByTcp(Served.query("many.large.test.", "A")))).hasSize(60);
		Message roomy = Served.query("many.large.test.", "A");
		roomy.addRecord(new OPTRecord(4096, 0, 0), 3);
		assertThat(answers(large.ask(roomy))).hasSize(60);
	}

	@Test
	void leavesOutWhatOnlyHelpsWithoutSayingSo() {
		String hosts = IntStream.range(0, 12)
			.mapToObj((i) -> "@ MX 10 host" + i + "\nhost" + i + " AAAA 2001:db8::" + i)
			.collect(Collectors.joining("\n"));
		Served large = new Served("$ORIGIN large.test.\n$TTL 60\n@ SOA ns admin 1 1 1 1 1\n@ NS ns\n" + hosts + "\n");
		Message answer = large.ask("large.test.", "MX");
		assertThat(answers(answer)).hasSize(12);
		assertThat(answer.getHeader().getFlag(Flags.TC)).isFalse();
		assertThat(additional(answer).size()).isBetween(1, 11);
	}

	@Test
	void cutsOffAReferralWhoseGlueDoesNotFit() {
		String servers = IntStream.range(0, 13)
			.mapToObj((i) -> "sub NS host" + i + ".sub\nhost" + i + ".sub AAAA 2001:db8::" + i)
			.collect(Collectors.joining("\n"));
		Served large = new Served("$ORIGIN large.test.\n$TTL 60\n@ SOA ns admin 1 1 1 1 1\n@ NS ns\n" + servers + "\n");
		Message answer = large.ask("www.sub.large.test.", "A");
		assertThat(authority(answer)).hasSize(13);
		assertThat(answer.getHeader().getFlag(Flags.TC)).isTrue();
	}

	@Test
	void compressesNames() {
		byte[] answer = this.served.raw(Served.query("example.org.", "MX").toWire());
		// Header, question, two MX of which one ends with a pointer, two addresses
		assertThat(answer).hasSize(12 + 17 + (12 + 2 + 7) + (12 + 2 + 21) + 16 + 28);
		assertThat(Served.parsed(answer).getSection(1)).allMatch((record) -> record.getType() == Type.MX);
	}

}
