package dev.torsion.names.session;

import dev.torsion.names.wire.Query;
import dev.torsion.names.wire.ResponseWriter;
import dev.torsion.names.zone.Answer;
import dev.torsion.names.zone.Search;

/**
 * What a thread needs to answer one query after another without garbage. Nothing in it
 * outlives the call that uses it.
 */
final class Worker {

	private static final ThreadLocal<Worker> CURRENT = ThreadLocal.withInitial(Worker::new);

	final Query query = new Query();

	final Search search = new Search();

	final Answer answer = new Answer();

	final ResponseWriter writer = new ResponseWriter();

	final OptRecord opt = new OptRecord();

	private Worker() {
	}

	static Worker current() {
		return CURRENT.get();
	}

}
