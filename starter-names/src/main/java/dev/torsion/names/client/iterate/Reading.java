package dev.torsion.names.client.iterate;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.client.AnswerChain;
import dev.torsion.names.client.cache.Finding;
import dev.torsion.names.client.cache.Finding.Kind;
import dev.torsion.names.client.cache.Finding.Trust;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/**
 * What a message of an authority says, read as far as that is an authority for it.
 *
 * @param finding what the name has or has not; {@code null} if the message does not say
 * @param referral the zone below to be asked in its place; {@code null} for none
 */
record Reading(@Nullable Finding finding, @Nullable Name referral) {

	/**
	 * Reads a message.
	 * @param message the message
	 * @param zone the zone of the server
	 * @param question what it was asked
	 * @return what it says; neither is known if the server is lame
	 */
	static Reading of(Message message, Name zone, DnsQuestion question) {
		Trust trust = message.getHeader().getFlag(Flags.AA) ? Trust.AUTHORITY : Trust.HEARSAY;
		AnswerChain chain = new AnswerChain(message, trust);
		Finding positive = chain.positive(question);
		if (positive != null) {
			return new Reading(positive, null);
		}
		SOARecord soa = chain.soa(question.name());
		if (soa != null && !soa.getName().subdomain(zone)) {
			soa = null;
		}
		boolean authority = trust == Trust.AUTHORITY || soa != null;
		if (message.getRcode() == Rcode.NXDOMAIN) {
			return new Reading(authority ? Finding.nothing(Kind.NX_DOMAIN, soa, trust) : null, null);
		}
		Name referral = (soa == null) ? referral(message, zone, question.name()) : null;
		if (referral != null) {
			return new Reading(null, referral);
		}
		boolean nothing = authority && message.getSection(Section.ANSWER).isEmpty();
		return new Reading(nothing ? Finding.nothing(Kind.NO_DATA, soa, trust) : null, null);
	}

	/** Only downwards, and only towards the name. */
	private static @Nullable Name referral(Message message, Name zone, Name name) {
		for (Record record : message.getSection(Section.AUTHORITY)) {
			Name owner = record.getName();
			if (record instanceof NSRecord && record.getDClass() == DClass.IN && name.subdomain(owner)
					&& owner.subdomain(zone) && !owner.equals(zone)) {
				return owner;
			}
		}
		return null;
	}

	boolean isUseful() {
		return this.finding != null || this.referral != null;
	}

}
