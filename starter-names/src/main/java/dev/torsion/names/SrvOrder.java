package dev.torsion.names;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;

import org.xbill.DNS.Name;
import org.xbill.DNS.SRVRecord;

/**
 * The order in which to try the places of a service, RFC 2782: by priority, and among
 * equals by lot, so that each is first as often as its weight says.
 */
final class SrvOrder {

	private final IntUnaryOperator lot;

	/**
	 * Creates the order.
	 * @param lot draws a number from 0 to below its argument
	 */
	SrvOrder(IntUnaryOperator lot) {
		this.lot = lot;
	}

	List<SRVRecord> of(List<SRVRecord> found) {
		List<SRVRecord> left = new ArrayList<>(found);
		left.removeIf((record) -> record.getTarget().equals(Name.root));
		// Those without weight come first among equals, to have a chance at all
		left.sort(Comparator.comparingInt(SRVRecord::getPriority).thenComparingInt(SRVRecord::getWeight));
		List<SRVRecord> ordered = new ArrayList<>();
		while (!left.isEmpty()) {
			int priority = left.get(0).getPriority();
			List<SRVRecord> equals = left.stream().filter((record) -> record.getPriority() == priority).toList();
			ordered.add(left.remove(drawn(equals)));
		}
		return List.copyOf(ordered);
	}

	private int drawn(List<SRVRecord> equals) {
		int total = equals.stream().mapToInt(SRVRecord::getWeight).sum();
		int number = this.lot.applyAsInt(total + 1);
		int sum = 0;
		for (int i = 0; i < equals.size(); i++) {
			sum += equals.get(i).getWeight();
			if (sum >= number) {
				return i;
			}
		}
		return equals.size() - 1;
	}

}
