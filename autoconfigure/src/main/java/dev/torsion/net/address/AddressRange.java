package dev.torsion.net.address;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/**
 * A block of addresses of one family. Those of IPv4 are kept as IPv6 has them (RFC 4291
 * section 2.5.5.2), so that it does not matter how a socket writes them.
 *
 * @param four whether it is one of IPv4
 * @param high the upper 64 bits of its first address
 * @param low the lower 64 bits
 * @param bits how many bits of 128 all addresses in it have in common
 */
record AddressRange(boolean four, long high, long low, int bits) {

	private static final int MAPPED_BITS = 96;

	private static final long MAPPED = 0xffff_0000_0000L;

	AddressRange {
		high &= mask(bits);
		low &= mask(bits - 64);
	}

	/**
	 * Reads a block.
	 * @param text an address, or one with the length of a prefix
	 * @return the block, {@code null} if it is none
	 */
	static @Nullable AddressRange parse(String text) {
		int slash = text.indexOf('/');
		byte[] bytes = NetUtil.createByteArrayFromIpAddressString((slash < 0) ? text : text.substring(0, slash));
		int bits = (bytes != null) ? 8 * bytes.length : 0;
		String prefix = (slash < 0) ? String.valueOf(bits) : text.substring(slash + 1);
		if (bytes == null || !prefix.matches("\\d{1,3}") || Integer.parseInt(prefix) > bits) {
			return null;
		}
		int length = Integer.parseInt(prefix) + 128 - bits;
		long low = low(bytes);
		long high = high(bytes);
		return new AddressRange(length >= MAPPED_BITS && isMapped(high, low), high, low, length);
	}

	static long high(byte[] address) {
		return (address.length == 4) ? 0 : number(address, 0) << 32 | number(address, 4);
	}

	static long low(byte[] address) {
		return (address.length == 4) ? MAPPED | number(address, 0) : number(address, 8) << 32 | number(address, 12);
	}

	/** Without a buffer, so that nothing has to be allocated for a look at an address. */
	private static long number(byte[] address, int at) {
		return (address[at] & 0xffL) << 24 | (address[at + 1] & 0xff) << 16 | (address[at + 2] & 0xff) << 8
				| (address[at + 3] & 0xff);
	}

	static boolean isMapped(long high, long low) {
		return high == 0 && low >>> 32 == MAPPED >>> 32;
	}

	boolean contains(long high, long low) {
		return this.four == isMapped(high, low) && ((high ^ this.high) & mask(this.bits)) == 0
				&& ((low ^ this.low) & mask(this.bits - 64)) == 0;
	}

	private static long mask(int bits) {
		return (bits <= 0) ? 0 : (bits >= 64) ? -1 : -1L << (64 - bits);
	}

}
