package dev.torsion.names.session;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.names.wire.ResponseWriter;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Answer;
import dev.torsion.names.zone.RRset;
import dev.torsion.names.zone.Records;
import org.xbill.DNS.Record;

/**
 * Records of the library as sets for the wire.
 */
final class RecordSections {

	private RecordSections() {
	}

	/**
	 * Writes a section, set by set.
	 * @return whether all of it fits
	 */
	static boolean write(ResponseWriter writer, int section, List<Record> records) {
		for (int start = 0; start < records.size();) {
			int end = start + 1;
			while (end < records.size() && records.get(start).sameRRset(records.get(end))) {
				end++;
			}
			RRset set = set(records.subList(start, end));
			WireName owner = Records.name(records.get(start).getName());
			if (!writer.add(section, owner, set.type(), set.ttl(), set.data())) {
				return false;
			}
			start = end;
		}
		return true;
	}

	private static RRset set(List<Record> records) {
		int ttl = records.stream().mapToInt(Records::ttl).min().orElse(0);
		return RRset.of(records.get(0).getType(), ttl, records.stream().map(Records::rdata).toList());
	}

	static List<Record> records(Answer answer, WireName question, int from, int to) {
		List<Record> records = new ArrayList<>();
		for (int i = 0; i < answer.size(); i++) {
			if (answer.section(i) >= from && answer.section(i) <= to) {
				WireName owner = answer.owner(i);
				records.addAll(Records.records((owner != null) ? owner : question, answer.set(i)));
			}
		}
		return records;
	}

}
