package dev.torsion.mail.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.mail.test.MailFault.Effect;

/**
 * The faults of a server, and how many times each has struck.
 */
final class Faults {

	private final List<Struck> faults = new CopyOnWriteArrayList<>();

	void add(MailFault fault) {
		this.faults.add(new Struck(fault, new AtomicInteger()));
	}

	void clear() {
		this.faults.clear();
	}

	/**
	 * Strikes once.
	 * @param verb a verb, or what stands in its place
	 * @param line the whole command
	 * @return what happens, in the order of the faults
	 */
	List<Effect> strike(String verb, String line) {
		return this.faults.stream()
			.filter((fault) -> fault.strikes(verb, line))
			.map((fault) -> fault.fault().effect())
			.toList();
	}

	/** A fault and how many times it has struck. */
	private record Struck(MailFault fault, AtomicInteger count) {

		boolean strikes(String verb, String line) {
			return this.fault.scope().matches(verb, line) && this.count.getAndIncrement() < this.fault.scope().times();
		}

	}

}
