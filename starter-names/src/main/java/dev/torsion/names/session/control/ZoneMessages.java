package dev.torsion.names.session.control;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

import dev.torsion.names.wire.Query;
import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.ResponseWriter;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.RRset;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a transfer, each made when it is asked for: all records of the zone
 * between its SOA record and the same once more (RFC 5936 section 2.2). To be used by one
 * thread at a time.
 */
final class ZoneMessages implements Iterator<byte[]> {

	/** Names further into a message are out of reach of compression. */
	private static final int FULL = 0x4000;

	private static final int AA = 0x0400;

	/** An OPT record that says no more than that we know EDNS. */
	private static final byte[] OPT = { 0, 0, RecordTypes.OPT, 4, (byte) 0xd0, 0, 0, 0, 0, 0, 0 };

	private static final ThreadLocal<ResponseWriter> writers = ThreadLocal.withInitial(ResponseWriter::new);

	private final Zone zone;

	private final ByteBuf request;

	private final Query query = new Query();

	private final int limit;

	private final Iterator<ZoneNode> nodes;

	private Iterator<RRset> sets;

	private WireName owner;

	private @Nullable RRset set;

	private int at;

	private Step step = Step.FIRST;

	ZoneMessages(Zone zone, byte[] request, int limit) {
		this.zone = zone;
		this.request = Unpooled.wrappedBuffer(request);
		this.limit = limit;
		this.nodes = zone.iterator();
		this.owner = zone.origin();
		this.sets = Arrays.<RRset>asList().iterator();
	}

	/**
	 * The SOA record alone, which says that there is nothing newer, RFC 1995 section 2.
	 */
	static byte[] current(Zone zone, byte[] request, int limit) {
		ZoneMessages messages = new ZoneMessages(zone, request, limit);
		ResponseWriter writer = messages.begin();
		RRset soa = zone.soa();
		if (!writer.add(ResponseWriter.ANSWER, zone.origin(), RecordTypes.SOA, soa.ttl(), soa.data())) {
			writer.truncate();
		}
		return messages.finish(writer);
	}

	@Override
	public boolean hasNext() {
		return this.step != Step.DONE;
	}

	@Override
	public byte[] next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		ResponseWriter writer = begin();
		int empty = writer.length();
		while (this.step != Step.DONE && writer.length() < FULL) {
			RRset set = current();
			int next = set.next(this.at);
			if (!writer.add(ResponseWriter.ANSWER, this.owner, set.type(), set.ttl(),
					Arrays.copyOfRange(set.data(), this.at, next))) {
				if (writer.length() == empty) {
					throw new IllegalStateException("A record of " + this.owner + " is too long for a message");
				}
				break;
			}
			this.at = next;
			if (this.step == Step.LAST) {
				this.step = Step.DONE;
			}
		}
		return finish(writer);
	}

	/** The set of the next record. */
	private RRset current() {
		RRset set = this.set;
		if (set != null && this.at < set.data().length) {
			return set;
		}
		this.at = 0;
		this.set = (this.step == Step.FIRST) ? this.zone.soa() : advance();
		if (this.step == Step.FIRST) {
			this.step = Step.RECORDS;
		}
		return this.set;
	}

	private RRset advance() {
		while (true) {
			while (this.sets.hasNext()) {
				RRset set = this.sets.next();
				if (set.type() != RecordTypes.SOA) {
					return set;
				}
			}
			if (!this.nodes.hasNext()) {
				this.owner = this.zone.origin();
				this.step = Step.LAST;
				return this.zone.soa();
			}
			ZoneNode node = this.nodes.next();
			this.owner = node.name();
			this.sets = node.sets().iterator();
		}
	}

	private ResponseWriter begin() {
		ResponseWriter writer = writers.get();
		this.query.read(this.request);
		writer.begin(this.query, this.limit);
		writer.keepCase();
		writer.flag(AA);
		if (this.query.hasEdns()) {
			writer.reserve(OPT.length);
		}
		return writer;
	}

	private byte[] finish(ResponseWriter writer) {
		if (this.query.hasEdns()) {
			writer.append(OPT, OPT.length);
		}
		ByteBuf out = writer.finish(UnpooledByteBufAllocator.DEFAULT, false);
		try {
			return ByteBufUtil.getBytes(out);
		}
		finally {
			out.release();
		}
	}

	/** What comes next. */
	private enum Step {

		FIRST, RECORDS, LAST, DONE

	}

}
