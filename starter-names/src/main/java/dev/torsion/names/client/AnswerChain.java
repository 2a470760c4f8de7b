package dev.torsion.names.client;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.client.Source.Found;
import dev.torsion.names.client.cache.Finding;
import dev.torsion.names.client.cache.Finding.Kind;
import dev.torsion.names.client.cache.Finding.Trust;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * What a message says about a question, and nothing that it says besides: the record set
 * of the name, or what it is an alias of and what that has.
 */
public final class AnswerChain {

	/** A set with more records is not taken, CVE-2024-1737. */
	private static final int MAX_RECORDS = 100;

	/** As many as the resolver follows. */
	private static final int MAX_ALIASES = 11;

	private final Message message;

	private final Trust trust;

	/**
	 * Reads a message.
	 * @param message the message
	 * @param trust how far it is to be believed
	 */
	public AnswerChain(Message message, Trust trust) {
		this.message = message;
		this.trust = trust;
	}

	/**
	 * The whole chain, from a server that is trusted to know it.
	 * @param question the question
	 * @return its findings; empty if the message says nothing about the question
	 */
	public List<Found> all(DnsQuestion question) {
		List<Found> chain = new ArrayList<>();
		DnsQuestion asked = question;
		while (chain.size() < MAX_ALIASES) {
			Finding finding = positive(asked);
			if (finding == null) {
				finding = negative(asked, chain.isEmpty());
			}
			if (finding == null) {
				return chain;
			}
			chain.add(new Found(asked, finding));
			CNAMERecord alias = finding.alias();
			if (alias == null || question.type() == Type.CNAME) {
				return chain;
			}
			asked = DnsQuestion.of(alias.getTarget(), question.type());
		}
		return chain;
	}

	/**
	 * The record set or the alias that a name has.
	 * @param question the question
	 * @return the finding, {@code null} for none
	 */
	public @Nullable Finding positive(DnsQuestion question) {
		List<Record> records = new ArrayList<>();
		CNAMERecord alias = null;
		for (Record record : this.message.getSection(Section.ANSWER)) {
			if (record.getDClass() != DClass.IN) {
				continue;
			}
			boolean same = record.getName().equals(question.name());
			if (same && record.getType() == question.type() && question.type() != Type.CNAME
					&& !records.contains(record)) {
				records.add(record);
			}
			else if (same && record instanceof CNAMERecord found && alias == null) {
				alias = found;
			}
			else if (record instanceof DNAMERecord found && isAbove(found, question.name())) {
				return synthesized(question.name(), found);
			}
		}
		if (!records.isEmpty()) {
			return (records.size() <= MAX_RECORDS) ? Finding.records(records, this.trust) : null;
		}
		return (alias != null) ? Finding.alias(alias, this.trust) : null;
	}

	private static boolean isAbove(DNAMERecord dname, Name name) {
		return name.subdomain(dname.getName()) && !name.equals(dname.getName());
	}

	/** RFC 6672 section 3.4, whatever CNAME the server has made of it. */
	private @Nullable Finding synthesized(Name name, DNAMERecord dname) {
		try {
			return Finding.alias(new CNAMERecord(name, DClass.IN, dname.getTTL(), name.fromDNAME(dname)), this.trust);
		}
		catch (NameTooLongException ex) {
			return null;
		}
	}

	/**
	 * At the end of a chain only an SOA says that there is nothing, RFC 2308 section 2.
	 */
	private @Nullable Finding negative(DnsQuestion question, boolean first) {
		SOARecord soa = soa(question.name());
		if (this.message.getRcode() == Rcode.NXDOMAIN) {
			return Finding.nothing(Kind.NX_DOMAIN, soa, this.trust);
		}
		boolean nothing = soa != null || first && this.message.getSection(Section.ANSWER).isEmpty();
		return nothing ? Finding.nothing(Kind.NO_DATA, soa, this.trust) : null;
	}

	/**
	 * The SOA that goes with a negative answer.
	 * @param name the name that was asked for
	 * @return the SOA, {@code null} if there is none for that name
	 */
	public @Nullable SOARecord soa(Name name) {
		for (Record record : this.message.getSection(Section.AUTHORITY)) {
			if (record.getType() == Type.SOA && record instanceof SOARecord soa && name.subdomain(soa.getName())) {
				return soa;
			}
		}
		return null;
	}

}
