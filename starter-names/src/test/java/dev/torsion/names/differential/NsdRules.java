package dev.torsion.names.differential;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.torsion.names.differential.query.Query;
import dev.torsion.names.differential.query.Trait;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

import static dev.torsion.names.differential.Rules.ANSWERS;
import static dev.torsion.names.differential.Rules.ECHO;
import static dev.torsion.names.differential.Rules.OUTCOME;
import static dev.torsion.names.differential.Rules.RECORDS;

/**
 * Where NSD 4.6 goes its own way.
 */
final class NsdRules {

	static final List<Rule> ALL = List.of(
			new Rule(Rival.NSD, "few-errors", "sends a hundred errors a second and drops what asks for more",
					EnumSet.of(Field.SILENCE), false, (query, own, other) -> own.isSilent() && isError(query)),
			rule("strict-header", "says FORMERR to a query with TC, an rcode or an answer; others ignore these",
					ANSWERS,
					(query, own, other) -> own.isRcode(Rcode.FORMERR) && query.hasAny(Trait.FLAGS, Trait.ANSWER)),
			rule("strict-opt", "says FORMERR to an OPT that is not of the root; others do not look", ANSWERS,
					(query, own, other) -> own.isRcode(Rcode.FORMERR) && query.has(Trait.OPT_OWNER)),
			rule("bare-errors", "answers what is wrong by a header alone; others repeat the question and EDNS", ECHO,
					(query, own, other) -> own.isRcode(Rcode.FORMERR) || own.isRcode(Rcode.NOTIMP)
							|| own.isRcode(Rcode.REFUSED)),
			rule("keeps-cd", "repeats CD in errors; RFC 4035 section 3.1.6 has authorities clear it",
					EnumSet.of(Field.CD), (query, own, other) -> own.is(Field.CD)),
			rule("class-any", "has no SOA in negative answers of class ANY", EnumSet.of(Field.AUTHORITY),
					(query, own, other) -> query.dclass() == DClass.ANY && own.get(Field.AUTHORITY).isEmpty()),
			rule("beside-alias", "looks for NSEC3 beside an alias", OUTCOME,
					(query, own, other) -> query.type() == Type.NSEC3),
			rule("bare-yxdomain", "has no SOA beside YXDOMAIN, which is no negative answer of RFC 2308",
					EnumSet.of(Field.AUTHORITY), (query, own, other) -> own.isRcode(Rcode.YXDOMAIN)),
			rule("empty-query", "says NOERROR to EDNS without a question, as RFC 7873 section 5.4 has it for cookies",
					ANSWERS, (query, own, other) -> query.has(Trait.NO_QUESTION)),
			rule("names-servers",
					"adds the name servers and their addresses while there is room; others answer minimally",
					EnumSet.of(Field.AUTHORITY, Field.ADDITIONAL),
					(query, own, other) -> own.is(Field.AA) && own.has(Field.AUTHORITY, Type.NS)),
			rule("glue-without-tc", "leaves out glue that has no room, addresses of IPv6 first; RFC 9471 wants TC",
					RECORDS,
					(query, own, other) -> !own.is(Field.AA) && !own.is(Field.TC) && other.is(Field.TC)
							&& own.has(Field.AUTHORITY, Type.NS)),
			rule("any-set", "picks another set for ANY by UDP, as RFC 8482 allows", RECORDS,
					(query, own, other) -> query.type() == Type.ANY && own.isRcode(Rcode.NOERROR)),
			rule("tells-why", "tells in EDNS why it refuses (RFC 8914)", EnumSet.of(Field.EDNS_OPTIONS),
					(query, own, other) -> own.get(Field.EDNS_OPTIONS).contains("15")),
			rule("other-operations", "knows no UPDATE, and answers NOTIFY for a zone it has from a file by NXDOMAIN",
					ANSWERS, (query, own, other) -> query.opcode() != Opcode.QUERY));

	private NsdRules() {
	}

	private static Rule rule(String name, String reason, Set<Field> fields, Rule.Matcher matcher) {
		return new Rule(Rival.NSD, name, reason, fields, true, matcher);
	}

	private static boolean isError(Query query) {
		return query.opcode() != Opcode.QUERY || query.hasAny(Trait.FLAGS, Trait.ANSWER, Trait.OPT_OWNER,
				Trait.TWO_OPTS, Trait.CUT_OPTION, Trait.NO_QUESTION, Trait.TWO_QUESTIONS, Trait.CUT, Trait.BAD_NAME);
	}

}
