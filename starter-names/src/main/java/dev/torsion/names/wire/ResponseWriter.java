package dev.torsion.names.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer: the header and question of the query, sets of records with their
 * names compressed (RFC 1035 section 4.1.4), the OPT record. What does not fit is left
 * out in whole sets. It is used again for the next answer; by one thread.
 */
public final class ResponseWriter {

	/** The answer section. */
	public static final int ANSWER = 0;

	/** The authority section. */
	public static final int AUTHORITY = 1;

	/** The additional section. */
	public static final int ADDITIONAL = 2;

	/** The longest message, in bytes. */
	public static final int MAX_LENGTH = 65_535;

	private static final int QR = 0x8000;

	private static final int TC = 0x0200;

	private static final int INTERNET = 1;

	/** The class in which servers tell of themselves. */
	private static final int CHAOS = 3;

	private static final int MAX_RECORD = WireName.MAX_LENGTH + 10 + 65_535;

	/** A record is written first, and its length looked at afterwards. */
	private final byte[] bytes = new byte[MAX_LENGTH + MAX_RECORD];

	private final int[] counts = new int[3];

	private final NameCompressor names = new NameCompressor(this.bytes);

	private int position;

	private int limit;

	private int flags;

	private boolean rootQuestion;

	private int dnsClass;

	/**
	 * Begins an answer with the question of a query.
	 * @param query the query; its question is repeated byte for byte
	 * @param limit how long the answer may be, in bytes
	 */
	public void begin(Query query, int limit) {
		int end = Math.max(Query.HEADER, query.questionEnd());
		ByteBuf message = query.message();
		message.getBytes(message.readerIndex(), this.bytes, 0, end);
		this.flags = QR | (query.flags() & 0x7900);
		this.position = end;
		this.limit = Math.min(limit, MAX_LENGTH);
		this.counts[ANSWER] = 0;
		this.counts[AUTHORITY] = 0;
		this.counts[ADDITIONAL] = 0;
		this.names.begin((query.questionEnd() > 0) ? query.name() : null);
		this.dnsClass = (query.questionEnd() > 0 && query.dnsClass() == CHAOS) ? CHAOS : INTERNET;
		this.rootQuestion = query.questionEnd() == 0 || query.name().length() == 1;
		put(4, (query.questionEnd() > 0) ? 1 : 0);
	}

	/**
	 * Keeps the case of names, as transfers must (RFC 5936 section 3.4): they share only
	 * what is the same to the letter.
	 */
	public void keepCase() {
		this.names.keepCase();
	}

	/**
	 * Keeps room for what comes last.
	 * @param length how many bytes to keep, less than 0 to give them back
	 */
	public void reserve(int length) {
		this.limit -= length;
	}

	/**
	 * Adds bits to the header.
	 * @param bits the bits of its second word, RCODE included
	 */
	public void flag(int bits) {
		this.flags |= bits;
	}

	/** Says that the answer is cut off. */
	public void truncate() {
		this.flags |= TC;
	}

	/**
	 * Adds a set of records, if all of them fit.
	 * @param section {@link #ANSWER} to {@link #ADDITIONAL}, in this order
	 * @param owner the owner; {@code null} for the name of the question
	 * @param type the number of the type
	 * @param ttl the TTL in seconds
	 * @param data the data of each record after its length of two bytes
	 * @return whether they are in
	 */
	public boolean add(int section, @Nullable WireName owner, int type, int ttl, byte[] data) {
		int start = this.position;
		int mark = this.names.size();
		RecordLayout layout = RecordLayout.of(type);
		int count = 0;
		int next;
		for (int at = 0; at < data.length; at = next) {
			int length = (data[at] & 0xff) << 8 | (data[at + 1] & 0xff);
			next = at + 2 + length;
			if (this.position + 12 > this.limit || !record(owner, type, ttl, data, at + 2, length, layout)) {
				this.position = start;
				this.names.rollBack(mark);
				return false;
			}
			count++;
		}
		this.counts[section] += count;
		return true;
	}

	private boolean record(@Nullable WireName owner, int type, int ttl, byte[] data, int from, int length,
			RecordLayout layout) {
		owner(owner);
		put(this.position, type);
		put(this.position + 2, this.dnsClass);
		put(this.position + 4, ttl >>> 16);
		put(this.position + 6, ttl);
		int lengthAt = this.position + 8;
		this.position += 10;
		rdata(data, from, length, layout);
		put(lengthAt, this.position - lengthAt - 2);
		return this.position <= this.limit;
	}

	private void owner(@Nullable WireName owner) {
		if (owner != null) {
			this.position = this.names.write(owner.bytes(), 0, this.position);
		}
		else if (this.rootQuestion) {
			this.bytes[this.position++] = 0;
		}
		else {
			this.bytes[this.position++] = (byte) 0xc0;
			this.bytes[this.position++] = Query.HEADER;
		}
	}

	private void rdata(byte[] data, int from, int length, RecordLayout layout) {
		if (!layout.compressed()) {
			System.arraycopy(data, from, this.bytes, this.position, length);
			this.position += length;
			return;
		}
		System.arraycopy(data, from, this.bytes, this.position, layout.prefix());
		this.position += layout.prefix();
		int at = from + layout.prefix();
		for (int i = 0; i < layout.names(); i++) {
			this.position = this.names.write(data, at, this.position);
			at = NameCompressor.end(data, at);
		}
		int rest = from + length - at;
		System.arraycopy(data, at, this.bytes, this.position, rest);
		this.position += rest;
	}

	/**
	 * Adds a record as it is, in the room that was kept for it.
	 * @param record the whole record
	 * @param length how many of its bytes
	 */
	public void append(byte[] record, int length) {
		System.arraycopy(record, 0, this.bytes, this.position, length);
		this.position += length;
		this.counts[ADDITIONAL]++;
	}

	/** Takes all records back: what is left is the header and the question. */
	public void empty() {
		this.position = this.names.questionEnd();
		this.names.rollBack(0);
		this.counts[ANSWER] = 0;
		this.counts[AUTHORITY] = 0;
		this.counts[ADDITIONAL] = 0;
	}

	/**
	 * How long the answer is so far.
	 * @return the length in bytes
	 */
	public int length() {
		return this.position;
	}

	/**
	 * Ends the answer.
	 * @param allocator makes its buffer
	 * @param prefixed whether its length comes before it, in two bytes (RFC 1035 section
	 * 4.2.2)
	 * @return the answer
	 */
	public ByteBuf finish(ByteBufAllocator allocator, boolean prefixed) {
		put(2, this.flags);
		put(6, this.counts[ANSWER]);
		put(8, this.counts[AUTHORITY]);
		put(10, this.counts[ADDITIONAL]);
		ByteBuf out = allocator.buffer(this.position + 2);
		if (prefixed) {
			out.writeShort(this.position);
		}
		return out.writeBytes(this.bytes, 0, this.position);
	}

	private void put(int at, int number) {
		this.bytes[at] = (byte) (number >> 8);
		this.bytes[at + 1] = (byte) number;
	}

}
