package dev.torsion.names.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * A message that a client has sent, read in place: the header, the question, and what the
 * OPT record says. It is filled again by the next message, and what it points to is good
 * only as long as that message; to be used by one thread.
 *
 * <pre>
 *  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
 * |                      ID                       |
 * |QR|   Opcode  |AA|TC|RD|RA| Z|AD|CD|   RCODE   |
 * |          QDCOUNT, ANCOUNT, NSCOUNT, ARCOUNT   |
 * </pre>
 */
public final class Query {

	/** The length of the header, in bytes. */
	public static final int HEADER = 12;

	private static final int QR = 0x8000;

	private static final int RD = 0x0100;

	private static final int CD = 0x0010;

	private static final int FIXED = 10;

	private static final int MAX_COOKIE = 40;

	private final SearchName name = new SearchName();

	private ByteBuf message = Unpooled.EMPTY_BUFFER;

	private int id;

	private int flags;

	private int type;

	private int dnsClass;

	private int questionEnd;

	private boolean edns;

	private int payload;

	private int version;

	private int extendedFlags;

	private int cookieStart;

	private int cookieLength;

	private int optionSet;

	private int subnetStart;

	private int subnetLength;

	private int tsigStart;

	/**
	 * Reads a message.
	 * @param message the message, from its reader index on
	 * @return what is to be done with it
	 */
	public Verdict read(ByteBuf message) {
		this.message = message;
		this.edns = false;
		this.cookieLength = -1;
		this.subnetLength = -1;
		this.optionSet = 0;
		this.tsigStart = -1;
		this.questionEnd = 0;
		if (message.readableBytes() < HEADER) {
			return Verdict.IGNORE;
		}
		int start = message.readerIndex();
		this.id = message.getUnsignedShort(start);
		this.flags = message.getUnsignedShort(start + 2);
		if ((this.flags & QR) != 0) {
			return Verdict.IGNORE;
		}
		if (opcode() != 0) {
			return (opcode() == 4 || opcode() == 5) ? Verdict.CONTROL : Verdict.NOT_IMPLEMENTED;
		}
		return question(message, start);
	}

	private Verdict question(ByteBuf message, int start) {
		if (message.getUnsignedShort(start + 4) != 1) {
			return Verdict.FORMAT_ERROR;
		}
		int end = this.name.load(message, start + HEADER);
		if (end < 0 || end + 4 > message.writerIndex()) {
			return Verdict.FORMAT_ERROR;
		}
		this.type = message.getUnsignedShort(end);
		this.dnsClass = message.getUnsignedShort(end + 2);
		this.questionEnd = end + 4 - start;
		int others = message.getUnsignedShort(start + 6) + message.getUnsignedShort(start + 8);
		int position = end + 4;
		for (int i = 0; i < others; i++) {
			position = skip(message, position);
			if (position < 0) {
				return Verdict.FORMAT_ERROR;
			}
		}
		return additional(message, start, position, message.getUnsignedShort(start + 10));
	}

	private Verdict additional(ByteBuf message, int start, int from, int count) {
		int position = from;
		for (int i = 0; i < count; i++) {
			int name = skipName(message, position);
			int next = skip(message, position);
			if (next < 0 || this.tsigStart >= 0) {
				return Verdict.FORMAT_ERROR;
			}
			int type = message.getUnsignedShort(name);
			if (type == RecordTypes.TSIG) {
				this.tsigStart = position - start;
			}
			if (type == RecordTypes.OPT && !opt(message, position, name, next)) {
				return Verdict.FORMAT_ERROR;
			}
			position = next;
		}
		if (position != message.writerIndex()) {
			return Verdict.FORMAT_ERROR;
		}
		if (this.edns && this.version != 0) {
			return Verdict.BAD_VERSION;
		}
		return (this.type == RecordTypes.AXFR || this.type == RecordTypes.IXFR) ? Verdict.CONTROL : Verdict.QUERY;
	}

	/** RFC 6891 section 6.1.2: class, TTL and data mean something else here. */
	private boolean opt(ByteBuf message, int position, int name, int next) {
		if (this.edns || message.getByte(position) != 0) {
			return false;
		}
		this.edns = true;
		this.payload = Math.max(Edns.MIN_PAYLOAD, message.getUnsignedShort(name + 2));
		this.version = message.getUnsignedByte(name + 5);
		this.extendedFlags = message.getUnsignedShort(name + 6);
		if (this.version != 0) {
			return true;
		}
		int option = name + FIXED;
		while (option + 4 <= next) {
			int length = message.getUnsignedShort(option + 2);
			if (option + 4 + length > next || !option(message.getUnsignedShort(option), option + 4, length)) {
				return false;
			}
			option += 4 + length;
		}
		return option == next;
	}

	private boolean option(int code, int start, int length) {
		if (code == Options.COOKIE) {
			this.cookieStart = start;
			this.cookieLength = length;
			return length == 8 || (length >= 16 && length <= MAX_COOKIE);
		}
		if (code == Options.CLIENT_SUBNET) {
			this.subnetStart = start;
			this.subnetLength = length;
		}
		if (code < Integer.SIZE) {
			this.optionSet |= 1 << code;
		}
		return true;
	}

	private static int skip(ByteBuf message, int position) {
		int name = skipName(message, position);
		if (name < 0 || name + FIXED > message.writerIndex()) {
			return -1;
		}
		int next = name + FIXED + message.getUnsignedShort(name + 8);
		return (next <= message.writerIndex()) ? next : -1;
	}

	/** A pointer ends a name; where it points to does not matter here. */
	private static int skipName(ByteBuf message, int start) {
		int end = message.writerIndex();
		int position = start;
		while (position < end && position - start < WireName.MAX_LENGTH) {
			int length = message.getUnsignedByte(position);
			if (length == 0) {
				return position + 1;
			}
			if (length >= 0xc0) {
				return (position + 2 <= end) ? position + 2 : -1;
			}
			if (length > 63) {
				return -1;
			}
			position += 1 + length;
		}
		return -1;
	}

	/**
	 * The identifier, which the answer repeats.
	 * @return the number, of 16 bits
	 */
	public int id() {
		return this.id;
	}

	/**
	 * The kind of request.
	 * @return the number, 0 for a query
	 */
	public int opcode() {
		return this.flags >> 11 & 0xf;
	}

	/**
	 * Whether the client wants recursion.
	 * @return whether the RD bit is set
	 */
	public boolean recursionDesired() {
		return (this.flags & RD) != 0;
	}

	/**
	 * Whether the client does without validation.
	 * @return whether the CD bit is set
	 */
	public boolean checkingDisabled() {
		return (this.flags & CD) != 0;
	}

	/**
	 * The name that is asked for.
	 * @return the name, good until the next message is read
	 */
	public SearchName name() {
		return this.name;
	}

	/**
	 * The type that is asked for.
	 * @return its number
	 */
	public int type() {
		return this.type;
	}

	/**
	 * The class that is asked for.
	 * @return its number
	 */
	public int dnsClass() {
		return this.dnsClass;
	}

	/**
	 * How long the message is up to the end of the question.
	 * @return the length in bytes; 0 if the message has no question that can be repeated
	 */
	public int questionEnd() {
		return this.questionEnd;
	}

	/**
	 * Whether there is an OPT record.
	 * @return whether there is
	 */
	public boolean hasEdns() {
		return this.edns;
	}

	/**
	 * The largest answer that the client takes over UDP.
	 * @return the length in bytes, at least 512
	 */
	public int payload() {
		return this.edns ? this.payload : Edns.MIN_PAYLOAD;
	}

	/**
	 * Whether DNSSEC records are wanted.
	 * @return whether the DO bit is set
	 */
	public boolean dnssecOk() {
		return this.edns && (this.extendedFlags & 0x8000) != 0;
	}

	/**
	 * Whether an option of EDNS is there.
	 * @param code its number, below 32
	 * @return whether it is
	 */
	public boolean hasOption(int code) {
		return (this.optionSet & 1 << code) != 0;
	}

	/**
	 * The cookies.
	 * @return a copy of the 8 or 16 to 40 bytes; {@code null} if there are none
	 */
	public byte @Nullable [] cookie() {
		return (this.cookieLength < 0) ? null
				: ByteBufUtil.getBytes(this.message, this.cookieStart, this.cookieLength, true);
	}

	/**
	 * Where the TSIG record begins, which is the last if it is there.
	 * @return the offset in the message; -1 if it is not signed
	 */
	public int tsigStart() {
		return this.tsigStart;
	}

	/**
	 * The EDNS of the query, to be kept.
	 * @return the EDNS, {@code null} if there is none
	 */
	public @Nullable Edns edns() {
		if (!this.edns) {
			return null;
		}
		byte[] subnet = (this.subnetLength < 0) ? null
				: ByteBufUtil.getBytes(this.message, this.subnetStart, this.subnetLength, true);
		return new Edns(this.payload, this.version, dnssecOk(), cookie(), subnet, hasOption(Options.NSID),
				hasOption(Options.KEEP_ALIVE), hasOption(Options.PADDING), hasOption(Options.EXPIRE));
	}

	@Override
	public String toString() {
		return (this.questionEnd > 0) ? this.name + " " + this.dnsClass + " " + this.type
				: "a message without question";
	}

	int flags() {
		return this.flags;
	}

	ByteBuf message() {
		return this.message;
	}

	/** What is to be done with a message. */
	public enum Verdict {

		/** It is a query. */
		QUERY,

		/** It is a transfer, a notice or an update. */
		CONTROL,

		/** It is no request at all. */
		IGNORE,

		/** It is malformed. */
		FORMAT_ERROR,

		/** Its kind is not known. */
		NOT_IMPLEMENTED,

		/** Its version of EDNS is not known. */
		BAD_VERSION

	}

}
