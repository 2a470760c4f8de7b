package dev.torsion.conch.auth.file;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.torsion.conch.auth.wire.Certificate;

/**
 * The revoked certificates of one authority.
 */
final class RevokedCertificates {

	private final byte[] authority;

	private final Set<String> ids = new HashSet<>();

	private final Set<Long> serials = new HashSet<>();

	private final List<Range> ranges = new ArrayList<>();

	private final List<Bits> bits = new ArrayList<>();

	/**
	 * Creates them.
	 * @param authority the key of the authority, empty for all
	 */
	RevokedCertificates(byte[] authority) {
		this.authority = authority;
	}

	void id(String id) {
		this.ids.add(id);
	}

	void serial(long serial) {
		this.serials.add(serial);
	}

	void range(long first, long last) {
		this.ranges.add(new Range(first, last));
	}

	void bits(long offset, BigInteger map) {
		this.bits.add(new Bits(offset, map));
	}

	/** A certificate of number 0 has none: it is revoked by its name alone. */
	boolean have(Certificate certificate) {
		if (this.authority.length > 0 && !Arrays.equals(this.authority, certificate.authority())) {
			return false;
		}
		long serial = certificate.serial();
		return this.ids.contains(certificate.id()) || (serial != 0
				&& (this.serials.contains(serial) || this.ranges.stream().anyMatch((range) -> range.has(serial))
						|| this.bits.stream().anyMatch((bits) -> bits.has(serial))));
	}

	private record Range(long first, long last) {

		boolean has(long serial) {
			return Long.compareUnsigned(serial, this.first) >= 0 && Long.compareUnsigned(serial, this.last) <= 0;
		}

	}

	private record Bits(long offset, BigInteger map) {

		boolean has(long serial) {
			long bit = serial - this.offset;
			return bit >= 0 && bit < this.map.bitLength() && this.map.testBit((int) bit);
		}

	}

}
