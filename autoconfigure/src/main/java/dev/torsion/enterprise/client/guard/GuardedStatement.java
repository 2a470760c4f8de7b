package dev.torsion.enterprise.client.guard;

import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import org.reactivestreams.Publisher;

/**
 * A statement of a driver, executed through a guard.
 */
final class GuardedStatement implements Statement {

	private final Statement statement;

	private final Guard guard;

	private boolean isBound;

	private boolean inPortions;

	GuardedStatement(Statement statement, Guard guard) {
		this.statement = statement;
		this.guard = guard;
	}

	@Override
	public Statement add() {
		this.statement.add();
		return this;
	}

	@Override
	public Statement bind(int index, Object value) {
		this.statement.bind(index, value);
		this.isBound = true;
		return this;
	}

	@Override
	public Statement bind(String name, Object value) {
		this.statement.bind(name, value);
		this.isBound = true;
		return this;
	}

	@Override
	public Statement bindNull(int index, Class<?> type) {
		this.statement.bindNull(index, type);
		this.isBound = true;
		return this;
	}

	@Override
	public Statement bindNull(String name, Class<?> type) {
		this.statement.bindNull(name, type);
		this.isBound = true;
		return this;
	}

	@Override
	public Statement returnGeneratedValues(String... columns) {
		this.statement.returnGeneratedValues(columns);
		return this;
	}

	@Override
	public Statement fetchSize(int rows) {
		this.statement.fetchSize(rows);
		this.inPortions = rows > 0;
		return this;
	}

	@Override
	public Publisher<? extends Result> execute() {
		return this.guard.results(new Execution(this.statement::execute, this.isBound, this.inPortions));
	}

}
