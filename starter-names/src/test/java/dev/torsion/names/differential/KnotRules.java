package dev.torsion.names.differential;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.torsion.names.differential.query.Query;
import dev.torsion.names.differential.query.Trait;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

import static dev.torsion.names.differential.Rules.ANSWERS;
import static dev.torsion.names.differential.Rules.OUTCOME;
import static dev.torsion.names.differential.Rules.RECORDS;

/**
 * Where Knot 3.2 goes its own way.
 */
final class KnotRules {

	private static final List<String> ZONES = List.of("sub.diff.example.", "diff.example.", "other.example.");

	/** Aliases that Knot follows in one answer. */
	private static final int MAX_ALIASES = 5;

	static final List<Rule> ALL = List.of(
			rule("drops-unreadable", "drops what it cannot read as one question; others say FORMERR, as RFC 8906 asks",
					EnumSet.of(Field.SILENCE),
					(query, own, other) -> own.isSilent()
							&& query.hasAny(Trait.CUT, Trait.NO_QUESTION, Trait.TWO_QUESTIONS, Trait.BAD_NAME)),
			rule("trailing-bytes", "says FORMERR where something follows the message; others ignore it", ANSWERS,
					(query, own, other) -> own.isRcode(Rcode.FORMERR) && query.has(Trait.TRAILING)),
			rule("type-zero", "says NOTIMP to type 0; to others it is a type without records", OUTCOME,
					(query, own, other) -> own.isRcode(Rcode.NOTIMP) && query.type() == 0),
			rule("stays-in-zone",
					"follows aliases within the zone it began with, which RFC 1034 allows; the client goes on", OUTCOME,
					(query, own, other) -> leaves(query, own)),
			rule("five-aliases", "follows five aliases and leaves the rest to the client", OUTCOME,
					(query, own, other) -> aliases(own) >= MAX_ALIASES),
			rule("wildcard-dname",
					"makes a DNAME of its own for each name a wildcard DNAME covers, which RFC 4592 leaves open",
					RECORDS,
					(query, own, other) -> query.isBelow("wdname.diff.example") || query.isBelow("w.other.example")),
			rule("full-answer", "ends a chain where the next record has no room, with TC and the rcode so far", OUTCOME,
					(query, own, other) -> own.is(Field.TC) && own.has(Field.ANSWER, Type.DNAME)),
			rule("soa-without-tc", "leaves out the SOA of a negative answer that has no room, without TC", RECORDS,
					(query, own, other) -> !own.is(Field.TC) && other.is(Field.TC) && own.isRcode(Rcode.NXDOMAIN)
							&& own.get(Field.AUTHORITY).isEmpty()),
			rule("long-dname", "says NXDOMAIN where a DNAME makes too long a name; RFC 6672 has YXDOMAIN",
					EnumSet.of(Field.RCODE, Field.AUTHORITY),
					(query, own, other) -> own.isRcode(Rcode.NXDOMAIN) && other.isRcode(Rcode.YXDOMAIN)),
			rule("beside-alias", "looks for RRSIG and NSEC beside an alias, where they may be, RFC 2181 section 10.1",
					OUTCOME, (query, own, other) -> query.type() == Type.RRSIG || query.type() == Type.NSEC),
			rule("options-first", "says FORMERR to options it cannot read, of whatever version", ANSWERS,
					(query, own, other) -> own.isRcode(Rcode.FORMERR) && query.has(Trait.CUT_OPTION)),
			rule("transfer-notauth", "refuses transfers by NOTAUTH", EnumSet.of(Field.RCODE),
					(query, own, other) -> own.isRcode(Rcode.NOTAUTH) && query.type() == Type.IXFR),
			rule("any-set", "picks another set for ANY by UDP, as RFC 8482 allows", RECORDS,
					(query, own, other) -> query.type() == Type.ANY && own.isRcode(Rcode.NOERROR)),
			rule("class-any", "is authoritative in class ANY", EnumSet.of(Field.AA),
					(query, own, other) -> query.dclass() == DClass.ANY && own.is(Field.AA)),
			rule("tells-nsid", "tells who it is when asked", EnumSet.of(Field.EDNS_OPTIONS),
					(query, own, other) -> own.get(Field.EDNS_OPTIONS).contains("3") && query.has(Trait.NSID)),
			rule("identity", "tells its name and version in class CH", ANSWERS,
					(query, own, other) -> query.dclass() == DClass.CH),
			rule("other-operations", "answers NOTIFY and UPDATE with the reason it refuses them by", ANSWERS,
					(query, own, other) -> query.opcode() == Opcode.NOTIFY || query.opcode() == Opcode.UPDATE));

	private KnotRules() {
	}

	private static Rule rule(String name, String reason, Set<Field> fields, Rule.Matcher matcher) {
		return new Rule(Rival.KNOT, name, reason, fields, true, matcher);
	}

	private static long aliases(Observation answer) {
		return answer.get(Field.ANSWER).stream().filter((data) -> data.contains(" CNAME ")).count();
	}

	private static boolean leaves(Query query, Observation answer) {
		String zone = zone(query.name());
		return answer.get(Field.ANSWER)
			.stream()
			.filter((data) -> data.contains(" CNAME "))
			.map((data) -> Name.fromConstantString(data.substring(data.lastIndexOf(' ') + 1)))
			.anyMatch((target) -> !zone(target).equals(zone) && !zone(target).isEmpty());
	}

	private static String zone(Name name) {
		return ZONES.stream().filter((zone) -> name.subdomain(Name.fromConstantString(zone))).findFirst().orElse("");
	}

}
