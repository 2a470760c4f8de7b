package dev.torsion.enterprise.schema;

import dev.torsion.enterprise.Database;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.connection.init.ScriptException;
import org.springframework.r2dbc.connection.init.ScriptUtils;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Applies the scripts of schemas, each once, in their order; in a transaction where the
 * database undoes the making of tables. What has been applied is in the table
 * {@code torsion_schema_history}. Several applications may do so at the same time.
 */
public final class SchemaMigrator {

	private static final Log logger = LogFactory.getLog(SchemaMigrator.class);

	private final Database database;

	private final History history;

	private final Lease lease;

	/**
	 * Creates the migrator of a database.
	 * @param database the database
	 */
	public SchemaMigrator(Database database) {
		this(database, new Lease(database));
	}

	SchemaMigrator(Database database, Lease lease) {
		this.database = database;
		this.history = new History(database);
		this.lease = lease;
	}

	/**
	 * Applies what has not been applied of a schema. Reads its scripts on the caller's
	 * thread, which must be no event loop.
	 * @param schema the schema
	 * @return completes when it has been applied; fails with a
	 * {@link FailureAnalyzedException} that says what the operator has to do
	 */
	public Mono<Void> apply(Schema schema) {
		return Mono.defer(() -> {
			Vendor vendor = Vendor.of(this.database.connectionFactory().getMetadata());
			Migration migration = new Migration(schema, vendor, Scripts.of(schema, vendor));
			return this.history.of(schema)
				.filter((entries) -> !migration.isComplete(entries))
				.flatMap((entries) -> this.lease.during(() -> run(migration)))
				.onErrorMap(DataAccessException.class, migration::failure);
		});
	}

	private Mono<Void> run(Migration migration) {
		return this.history.create()
			.then(this.history.of(migration.schema()))
			.flatMapIterable(migration::pending)
			.concatMap((script) -> run(migration, script))
			.then();
	}

	private Mono<Void> run(Migration migration, Script script) {
		Schema schema = migration.schema();
		Mono<Void> statements = DatabaseClient.create(this.database.connectionFactory())
			.inConnection((connection) -> ScriptUtils.executeSqlScript(connection, script.resource()));
		Mono<Void> run;
		if (migration.vendor().isRollingBackTables()) {
			run = this.database.<Void>interaction(
					(transaction) -> statements.then(this.history.add(schema, script)).then(this.lease.renew()));
		}
		else {
			run = this.history.begin(schema, script)
				.then(this.lease.renew())
				.then(statements)
				.then(this.history.finish(schema, script));
		}
		return run.onErrorMap(ScriptException.class, (ex) -> migration.failure(script, ex))
			.doOnSuccess((done) -> logger.info("Applied %s of schema '%s'".formatted(script.file(), schema.name())));
	}

}
