package dev.torsion.names.client.transfer;

import java.io.IOException;
import java.util.List;

import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneBuilder;
import dev.torsion.names.zone.ZoneException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/**
 * A zone as it comes in by AXFR: from its SOA record to the same once more, RFC 5936
 * section 2.2.
 */
final class IncomingZone implements ServerConversation.Taker {

	private final PeerRequest request;

	private final WireName origin;

	private final TransferLimits limits;

	private final ZoneBuilder builder;

	private @Nullable SOARecord soa;

	private int records;

	private long bytes;

	IncomingZone(PeerRequest request, WireName origin, TransferLimits limits) {
		this.request = request;
		this.origin = origin;
		this.limits = limits;
		this.builder = new ZoneBuilder(origin, limits.names());
	}

	@Override
	public boolean take(byte[] message) throws IOException {
		this.bytes += message.length;
		if (this.bytes > this.limits.maxBytes()) {
			throw new TransferException("The zone has more than " + this.limits.maxBytes() + " bytes");
		}
		List<Record> answer = this.request.read(message, this::isLast).getSection(Section.ANSWER);
		for (int i = 0; i < answer.size(); i++) {
			if (isEnd(answer.get(i))) {
				if (i < answer.size() - 1) {
					throw new TransferException("The zone goes on behind its end");
				}
				return true;
			}
			add(answer.get(i));
		}
		if (answer.isEmpty()) {
			throw new TransferException("It sends a message without records");
		}
		return false;
	}

	private boolean isLast(Message message) {
		List<Record> answer = message.getSection(Section.ANSWER);
		return !answer.isEmpty() && (this.soa != null || answer.size() > 1)
				&& answer.get(answer.size() - 1) instanceof SOARecord;
	}

	private boolean isEnd(Record record) throws IOException {
		SOARecord first = this.soa;
		if (!(record instanceof SOARecord again) || first == null) {
			return false;
		}
		if (first.getSerial() != again.getSerial() || !first.getName().equals(again.getName())) {
			throw new TransferException("The zone ends in another SOA record than it begins with");
		}
		return true;
	}

	private void add(Record record) throws IOException {
		if (this.soa == null) {
			if (!(record instanceof SOARecord first) || !Records.name(first.getName()).equals(this.origin)) {
				throw new TransferException("The zone does not begin with its SOA record");
			}
			this.soa = first;
		}
		if (++this.records > this.limits.maxRecords()) {
			throw new TransferException("The zone has more than " + this.limits.maxRecords() + " records");
		}
		try {
			this.builder.add(record);
		}
		catch (ZoneException ex) {
			throw new TransferException("It sends what is no zone: " + ex.getMessage());
		}
	}

	/** Makes the zone, which takes a while if it is large. */
	Zone zone() throws IOException {
		try {
			return this.builder.build();
		}
		catch (ZoneException ex) {
			throw new TransferException("It sends what is no zone: " + ex.getMessage());
		}
	}

}
