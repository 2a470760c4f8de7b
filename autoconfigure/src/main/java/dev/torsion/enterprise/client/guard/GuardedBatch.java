package dev.torsion.enterprise.client.guard;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Result;
import org.reactivestreams.Publisher;

/**
 * A batch of a driver, executed through a guard.
 *
 * @param batch the driver's
 * @param guard of its connection
 */
record GuardedBatch(Batch batch, Guard guard) implements Batch {

	@Override
	public Batch add(String sql) {
		this.batch.add(sql);
		return this;
	}

	@Override
	public Publisher<? extends Result> execute() {
		return this.guard.results(new Execution(this.batch::execute, false, false));
	}

}
