package dev.torsion.names.differential.query;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Type;

/**
 * Makes queries about zones, most of them ordinary. The same seed makes the same queries.
 */
public final class QueryGenerator {

	private static final int[] TYPES = { Type.A, Type.A, Type.A, Type.A, Type.AAAA, Type.AAAA, Type.MX, Type.MX,
			Type.TXT, Type.TXT, Type.NS, Type.NS, Type.SOA, Type.CNAME, Type.CNAME, Type.DNAME, Type.DS, Type.DS,
			Type.SRV, Type.ANY, Type.ANY, Type.CAA, Type.SVCB, Type.HTTPS, Type.NAPTR, Type.LOC, Type.TLSA, Type.PTR,
			Type.HINFO, Type.SSHFP, Type.URI, Type.APL, 731, 65280, 65534 };

	private static final int[] ODD_TYPES = { Type.AXFR, Type.IXFR, Type.MAILA, Type.MAILB, Type.OPT, Type.TSIG,
			Type.TKEY, Type.RRSIG, Type.DNSKEY, Type.NSEC, Type.NSEC3, Type.NSEC3PARAM, Type.CDS, 0, 128, 65535 };

	private static final int[] ODD_CLASSES = { DClass.CH, DClass.CH, DClass.HS, DClass.ANY, DClass.NONE, 0, 2, 65535 };

	private static final List<String> IDENTITIES = List.of("version.bind.", "id.server.", "hostname.bind.",
			"version.server.", "authors.bind.");

	private static final int FLAG_RESPONSE = 0x8000;

	/** AA, TC, RA, Z and an rcode. */
	private static final int ODD_FLAGS = 0x06cf;

	private static final int RD_AD_CD = 0x0130;

	private final Random random;

	private final NameGenerator names;

	private final EdnsGenerator edns;

	/**
	 * Begins.
	 * @param seed what the queries depend on
	 * @param names the names of the zones, as on the wire
	 */
	public QueryGenerator(long seed, List<byte[]> names) {
		this.random = new Random(seed);
		this.names = new NameGenerator(this.random, names);
		this.edns = new EdnsGenerator(this.random);
	}

	/**
	 * Makes the next query.
	 * @param id its identifier
	 * @return the query
	 * @throws IOException if it cannot be made
	 */
	public Query next(int id) throws IOException {
		Set<Trait> traits = EnumSet.noneOf(Trait.class);
		int dclass = percent(94) ? DClass.IN : pick(ODD_CLASSES);
		int type = percent(93) ? pick(TYPES) : pick(ODD_TYPES);
		byte[] name = this.names.next();
		if (dclass == DClass.CH && percent(60)) {
			name = Name.fromString(IDENTITIES.get(this.random.nextInt(IDENTITIES.size()))).toWire();
			type = percent(70) ? Type.TXT : type;
		}
		int opcode = percent(97) ? Opcode.QUERY : this.random.nextInt(16);
		int flags = opcode << 11 | this.random.nextInt() & RD_AD_CD | oddFlags(traits);
		int payload = percent(60) ? this.edns.payload() : -1;
		byte[] message = spoil(message(id, flags, question(name, type, dclass, traits), payload, traits), traits);
		return new Query(message, new Name(name), type, dclass, opcode, flags, Math.max(512, payload), traits);
	}

	private byte[] message(int id, int flags, byte[] question, int payload, Set<Trait> traits) {
		if (percent(1)) {
			traits.add(Trait.ANSWER);
		}
		int opts = (payload < 0) ? 0 : 1;
		if (opts > 0 && percent(2)) {
			traits.add(Trait.TWO_OPTS);
			opts = 2;
		}
		int questions = traits.contains(Trait.NO_QUESTION) ? 0 : traits.contains(Trait.TWO_QUESTIONS) ? 2 : 1;
		MessageWriter out = new MessageWriter().header(id, flags, questions, traits.contains(Trait.ANSWER) ? 1 : 0,
				opts);
		out.raw(question);
		if (traits.contains(Trait.ANSWER)) {
			out.raw(new byte[] { 1, 'a', 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 127, 0, 0, 1 });
		}
		for (int i = 0; i < opts; i++) {
			this.edns.write(out, payload, traits);
		}
		return out.toByteArray();
	}

	private byte[] question(byte[] name, int type, int dclass, Set<Trait> traits) {
		MessageWriter out = new MessageWriter();
		int kind = this.random.nextInt(200);
		if (kind == 0 || kind == 1) {
			traits.add(Trait.NO_QUESTION);
			return new byte[0];
		}
		if (kind == 2 || kind == 3) {
			traits.add(Trait.TWO_QUESTIONS);
			out.question(name, type, dclass);
		}
		if (kind == 4) {
			traits.add(Trait.BAD_NAME);
			int pointer = List.of(0xc00c, 0xc020, 0x4061, 0x8061).get(this.random.nextInt(4));
			return out.u16(pointer).u16(type).u16(dclass).toByteArray();
		}
		return out.question(name, type, dclass).toByteArray();
	}

	private int oddFlags(Set<Trait> traits) {
		int kind = this.random.nextInt(100);
		if (kind == 0) {
			traits.add(Trait.RESPONSE);
			return FLAG_RESPONSE;
		}
		if (kind < 5) {
			traits.add(Trait.FLAGS);
			return this.random.nextInt() & ODD_FLAGS;
		}
		return 0;
	}

	/** An identifier always stays, as the answer is known by it. */
	private byte[] spoil(byte[] message, Set<Trait> traits) {
		int kind = this.random.nextInt(100);
		if (kind < 2) {
			traits.add(Trait.CUT);
			return Arrays.copyOf(message, 2 + this.random.nextInt(message.length - 2));
		}
		if (kind < 4) {
			traits.add(Trait.TRAILING);
			return Arrays.copyOf(message, message.length + 1 + this.random.nextInt(12));
		}
		return message;
	}

	private boolean percent(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private int pick(int[] choice) {
		return choice[this.random.nextInt(choice.length)];
	}

}
