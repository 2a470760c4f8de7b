package dev.torsion.names;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * What is asked, RFC 1035 section 4.1.2.
 *
 * @param name the absolute name; names are equal whatever their case
 * @param type the type, as in {@link Type}; any number of 16 bits
 * @param dnsClass the class, as in {@link DClass}
 */
public record DnsQuestion(Name name, int type, int dnsClass) {

	/**
	 * A question in the class of the Internet.
	 * @param name the absolute name
	 * @param type the type
	 * @return the question
	 */
	public static DnsQuestion of(Name name, int type) {
		return new DnsQuestion(name, type, DClass.IN);
	}

	@Override
	public String toString() {
		return this.name + " " + DClass.string(this.dnsClass) + " " + Type.string(this.type);
	}

}
