package dev.torsion.names.differential;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.torsion.names.differential.query.Trait;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

import static dev.torsion.names.differential.Rules.ANSWERS;
import static dev.torsion.names.differential.Rules.ECHO;

/**
 * Where our server goes its own way.
 */
final class OurRules {

	static final List<Rule> ALL = List.of(
			rule("bad-cookie", "says FORMERR to a cookie of a wrong length, as RFC 7873 section 5.2.2 wants it",
					ANSWERS, (query, own, other) -> own.isRcode(Rcode.FORMERR) && query.has(Trait.BAD_COOKIE)),
			rule("trailing-bytes", "says FORMERR where something follows the message, as Knot does", ANSWERS,
					(query, own, other) -> own.isRcode(Rcode.FORMERR) && query.has(Trait.TRAILING)),
			rule("strict-opt", "says FORMERR to an OPT that is not of the root, as NSD does", ANSWERS,
					(query, own, other) -> own.isRcode(Rcode.FORMERR) && query.has(Trait.OPT_OWNER)),
			rule("unread-operation", "answers an operation it does not know without reading more than the header",
					ANSWERS, (query, own, other) -> own.isRcode(Rcode.NOTIMP) && query.opcode() != Opcode.QUERY),
			rule("transfer-refused", "refuses transfers by REFUSED, as RFC 5936 section 2.2.1 has it",
					EnumSet.of(Field.RCODE),
					(query, own, other) -> own.isRcode(Rcode.REFUSED)
							&& (query.type() == Type.IXFR || query.type() == Type.AXFR)),
			rule("tells-why", "tells in EDNS why it refuses (RFC 8914)", EnumSet.of(Field.EDNS_OPTIONS),
					(query, own, other) -> own.get(Field.EDNS_OPTIONS).contains("15")),
			rule("no-identity", "tells nothing of itself unless that is set", ANSWERS,
					(query, own, other) -> query.dclass() == DClass.CH),
			rule("full-errors", "repeats the question and EDNS in errors as far as it could read them", ECHO,
					(query, own, other) -> own.isRcode(Rcode.FORMERR) || own.isRcode(Rcode.NOTIMP)),
			rule("first-glue", "leaves out all glue after the first that has no room, with TC",
					EnumSet.of(Field.ADDITIONAL), (query, own, other) -> own.is(Field.TC) && other.is(Field.TC)),
			rule("question-first", "says FORMERR where there is no question, of whatever version EDNS is",
					EnumSet.of(Field.RCODE),
					(query, own, other) -> own.isRcode(Rcode.FORMERR)
							&& query.hasAny(Trait.NO_QUESTION, Trait.TWO_QUESTIONS)),
			rule("bare-yxdomain", "has no SOA beside YXDOMAIN, as NSD", EnumSet.of(Field.AUTHORITY),
					(query, own, other) -> own.isRcode(Rcode.YXDOMAIN)),
			rule("soa-with-tc", "says TC where the SOA of a negative answer has no room, RFC 2181 section 9",
					EnumSet.of(Field.TC), (query, own, other) -> own.is(Field.TC) && own.isRcode(Rcode.NXDOMAIN)));

	private OurRules() {
	}

	private static Rule rule(String name, String reason, Set<Field> fields, Rule.Matcher matcher) {
		return new Rule(Rival.OURS, name, reason, fields, true, matcher);
	}

}
