package dev.torsion.names.store.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.RRset;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneEdit;
import dev.torsion.names.zone.ZoneNode;

/**
 * What a zone has become: the records that have gone and come, and its new serial number.
 *
 * @param source the serial number of the source that lies under it
 * @param serial the serial number after it
 * @param records the records
 */
record ZoneChange(int source, int serial, List<RecordChange> records) {

	/** What a change of one record takes beside its name and data, in bytes. */
	private static final int FIXED = 10;

	ZoneChange {
		records = List.copyOf(records);
	}

	static ZoneChange between(int source, Zone before, Zone after, Collection<WireName> names) {
		List<RecordChange> records = new ArrayList<>();
		for (WireName name : names) {
			compare(name, before, after, false, records);
			compare(name, after, before, true, records);
		}
		return new ZoneChange(source, after.serial(), records);
	}

	/** What one zone has at a name and the other has not. */
	private static void compare(WireName name, Zone one, Zone other, boolean added, List<RecordChange> records) {
		ZoneNode node = one.find(name);
		ZoneNode counterpart = other.find(name);
		for (RRset set : (node != null) ? node.sets() : List.<RRset>of()) {
			RRset opposite = (counterpart != null) ? counterpart.find(set.type()) : null;
			if (set.type() == RecordTypes.SOA && (!added || (opposite != null && sameButSerial(set, opposite)))) {
				continue;
			}
			for (byte[] rdata : set.rdatas()) {
				if (opposite == null || !opposite.contains(rdata) || (added && opposite.ttl() != set.ttl())) {
					records.add(new RecordChange(added, name, set.type(), set.ttl(), rdata));
				}
			}
		}
	}

	private static boolean sameButSerial(RRset soa, RRset other) {
		byte[] rdata = soa.rdatas().get(0);
		byte[] counterpart = other.rdatas().get(0);
		if (rdata.length != counterpart.length || soa.ttl() != other.ttl()) {
			return false;
		}
		ByteBuffer.wrap(rdata).putInt(rdata.length - 20, 0);
		ByteBuffer.wrap(counterpart).putInt(counterpart.length - 20, 0);
		return Arrays.equals(rdata, counterpart);
	}

	/** Makes the changes in a zone; what does not fit into it any more is left out. */
	static void apply(Collection<RecordChange> records, ZoneEdit edit) {
		for (RecordChange record : records) {
			if (!record.isAdded()) {
				edit.remove(record.name(), record.type(), record.rdata());
			}
			else if (!edit.isConflict(record.name(), record.type())) {
				edit.add(record.name(), record.type(), record.ttl(), record.rdata());
			}
		}
	}

	byte[] toBytes() {
		int length = 12;
		for (RecordChange record : this.records) {
			length += FIXED + record.name().length() + record.rdata().length;
		}
		ByteBuffer out = ByteBuffer.allocate(length);
		out.putInt(this.source).putInt(this.serial).putInt(this.records.size());
		for (RecordChange record : this.records) {
			out.put((byte) (record.isAdded() ? 1 : 0)).put((byte) record.name().length()).put(record.name().toBytes());
			out.putShort((short) record.type()).putInt(record.ttl());
			out.putShort((short) record.rdata().length).put(record.rdata());
		}
		return out.array();
	}

	/**
	 * Reads a change.
	 * @throws RuntimeException if the bytes are none
	 */
	static ZoneChange of(byte[] bytes) {
		ByteBuffer in = ByteBuffer.wrap(bytes);
		int source = in.getInt();
		int serial = in.getInt();
		int count = in.getInt();
		List<RecordChange> records = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			boolean added = in.get() == 1;
			WireName name = WireName.of(taken(in, in.get() & 0xff));
			int type = in.getShort() & 0xffff;
			int ttl = in.getInt();
			records.add(new RecordChange(added, name, type, ttl, taken(in, in.getShort() & 0xffff)));
		}
		return new ZoneChange(source, serial, records);
	}

	private static byte[] taken(ByteBuffer in, int length) {
		if (length > in.remaining()) {
			throw new IllegalArgumentException("A change that ends too early");
		}
		byte[] bytes = new byte[length];
		in.get(bytes);
		return bytes;
	}

}
