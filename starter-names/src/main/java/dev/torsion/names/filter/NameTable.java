package dev.torsion.names.filter;

import java.io.IOException;

import dev.torsion.names.wire.SipHash;
import org.xbill.DNS.Name;

/**
 * Numbers of many names, in little memory: of a name there is a hash of 64 bits. Nobody
 * can choose a name that has the hash of another, because the key is secret; that it
 * happens with any of a million is less likely than 1 to 10^13. A name takes 14 to 27
 * bytes.
 */
final class NameTable {

	/**
	 * The number that has precedence over others.
	 */
	static final int FIRST = 1;

	/** Ten bytes a place: with this many names that is 80 MiB. */
	static final int MAX_NAMES = 6_000_000;

	private static final int SMALL = 64;

	private final SipHash hash;

	private final int maxNames;

	private long[] hashes = new long[SMALL];

	/** The number of the name itself in the lower byte, of those below in the upper. */
	private short[] numbers = new short[SMALL];

	private int size;

	NameTable(SipHash hash, int maxNames) {
		this.hash = hash;
		this.maxNames = maxNames;
	}

	/**
	 * Adds a name, unless it is there with another number.
	 * @param name the absolute name
	 * @param below whether all names below it are meant, instead of itself
	 * @param number its number, 1 to 255
	 * @throws IOException if there are too many
	 */
	void add(Name name, boolean below, int number) throws IOException {
		byte[] wire = name.toWireCanonical();
		int place = place(hash(wire, 0));
		if (this.hashes[place] == 0) {
			place = room(hash(wire, 0), place);
		}
		int shift = below ? 8 : 0;
		int old = this.numbers[place];
		if ((old >>> shift & 0xff) == 0 || number == FIRST) {
			this.numbers[place] = (short) (old & ~(0xff << shift) | number << shift);
		}
	}

	private int room(long hash, int place) throws IOException {
		if (this.size == this.maxNames) {
			throw new IOException("There are more than " + this.maxNames + " names");
		}
		this.size++;
		if (this.size > this.hashes.length / 4 * 3) {
			grow();
			return room(hash);
		}
		this.hashes[place] = hash;
		return place;
	}

	private int room(long hash) {
		int place = place(hash);
		this.hashes[place] = hash;
		return place;
	}

	private void grow() {
		long[] hashes = this.hashes;
		short[] numbers = this.numbers;
		this.hashes = new long[2 * hashes.length];
		this.numbers = new short[2 * hashes.length];
		for (int i = 0; i < hashes.length; i++) {
			if (hashes[i] != 0) {
				this.numbers[room(hashes[i])] = numbers[i];
			}
		}
	}

	/**
	 * Finds a name.
	 * @param name the absolute name
	 * @return its number, or else that of the next name above all below which are meant;
	 * the first number if any of these has it, 0 if there is none
	 */
	int find(Name name) {
		byte[] wire = name.toWireCanonical();
		int found = 0;
		for (int at = 0; at < wire.length; at += 1 + wire[at]) {
			int numbers = this.numbers[place(hash(wire, at))];
			int number = (at == 0) ? numbers & 0xff : numbers >>> 8 & 0xff;
			if (number == FIRST) {
				return FIRST;
			}
			found = (found != 0) ? found : number;
		}
		return found;
	}

	int size() {
		return this.size;
	}

	private long hash(byte[] wire, int from) {
		long hash = this.hash.hash(wire, from, wire.length - from);
		return (hash != 0) ? hash : 1;
	}

	private int place(long hash) {
		int place = (int) hash & (this.hashes.length - 1);
		while (this.hashes[place] != 0 && this.hashes[place] != hash) {
			place = (place + 1) & (this.hashes.length - 1);
		}
		return place;
	}

}
