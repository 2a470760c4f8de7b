package dev.torsion.names.differential.query;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;

/**
 * Makes OPT records, odd ones among them.
 */
final class EdnsGenerator {

	private static final int[] PAYLOADS = { 0, 511, 512, 1232, 4096, 65535 };

	private static final int[] COOKIES = { 0, 7, 8, 9, 15, 16, 24, 40, 41 };

	private static final int NSID = 3;

	private static final int CLIENT_SUBNET = 8;

	private static final int COOKIE = 10;

	private static final int PADDING = 12;

	private static final int UNKNOWN = 65001;

	private final Random random;

	EdnsGenerator(Random random) {
		this.random = random;
	}

	int payload() {
		return PAYLOADS[this.random.nextInt(PAYLOADS.length)];
	}

	/** Writes one, and notes what is odd about it. */
	void write(MessageWriter out, int payload, Set<Trait> traits) {
		traits.add(Trait.EDNS);
		int ttl = bit(30, Trait.DNSSEC_OK, traits) ? 0x8000 : 0;
		ttl |= bit(4, Trait.EDNS_FLAGS, traits) ? 1 + this.random.nextInt(0x7fff) : 0;
		if (bit(5, Trait.EDNS_VERSION, traits)) {
			ttl |= (this.random.nextBoolean() ? 1 : 255) << 16;
		}
		ttl |= bit(2, Trait.EDNS_RCODE, traits) ? 0x23000000 : 0;
		byte[] owner = bit(1, Trait.OPT_OWNER, traits) ? new byte[] { 1, 'x', 0 } : new byte[1];
		byte[] options = options(traits);
		if (options.length > 0 && bit(4, Trait.CUT_OPTION, traits)) {
			options = Arrays.copyOf(options, options.length - 1);
		}
		out.opt(owner, payload, ttl, options);
	}

	private byte[] options(Set<Trait> traits) {
		MessageWriter out = new MessageWriter();
		if (this.random.nextInt(100) < 12) {
			int length = COOKIES[this.random.nextInt(COOKIES.length)];
			traits.add((length == 8 || (length >= 16 && length <= 40)) ? Trait.COOKIE : Trait.BAD_COOKIE);
			out.option(COOKIE, bytes(length));
		}
		if (bit(6, Trait.NSID, traits)) {
			out.option(NSID, new byte[0]);
		}
		if (bit(6, Trait.CLIENT_SUBNET, traits)) {
			out.option(CLIENT_SUBNET, new byte[] { 0, 1, 24, 0, (byte) 192, 0, 2 });
		}
		if (bit(8, Trait.OTHER_OPTION, traits)) {
			out.option(this.random.nextBoolean() ? PADDING : UNKNOWN, new byte[this.random.nextInt(20)]);
		}
		return out.toByteArray();
	}

	private byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private boolean bit(int percent, Trait trait, Set<Trait> traits) {
		boolean set = this.random.nextInt(100) < percent;
		if (set) {
			traits.add(trait);
		}
		return set;
	}

}
