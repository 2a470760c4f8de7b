package dev.torsion.enterprise.schema;

import java.time.Instant;
import java.util.List;

import dev.torsion.enterprise.Database;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.BadSqlGrammarException;

/**
 * The table that says which scripts have been applied. What differs between databases,
 * such as numbers and times, is kept as text.
 */
final class History {

	static final String TABLE = "torsion_schema_history";

	private static final String CREATE = "create table " + TABLE + " (schema_name varchar(50) not null, "
			+ "script_version varchar(20) not null, script varchar(200) not null, checksum varchar(64) not null, "
			+ "finished varchar(40), primary key (schema_name, script_version))";

	private final Database database;

	History(Database database) {
		this.database = database;
	}

	Mono<Void> create() {
		return create(this.database, TABLE, CREATE);
	}

	/**
	 * What has been applied of a schema; nothing where there is no history yet.
	 * @param schema the schema
	 * @return its entries, in no order
	 */
	Mono<List<Entry>> of(Schema schema) {
		return this.database
			.query("select script_version, script, checksum, finished from " + TABLE + " where schema_name = :schema")
			.bind("schema", schema.name())
			.map((row) -> new Entry(Long.parseLong(String.valueOf(row.get("script_version", String.class))),
					String.valueOf(row.get("script", String.class)), String.valueOf(row.get("checksum", String.class)),
					row.get("finished", String.class) != null))
			.collectList()
			.onErrorReturn(BadSqlGrammarException.class, List.of());
	}

	Mono<Void> begin(Schema schema, Script script) {
		return insert(schema, script, null);
	}

	Mono<Void> finish(Schema schema, Script script) {
		return this.database
			.operation("update " + TABLE
					+ " set finished = :finished where schema_name = :schema and script_version = :version")
			.bind("finished", Instant.now().toString())
			.bind("schema", schema.name())
			.bind("version", Long.toString(script.version()))
			.run()
			.then();
	}

	Mono<Void> add(Schema schema, Script script) {
		return insert(schema, script, Instant.now().toString());
	}

	private Mono<Void> insert(Schema schema, Script script, @Nullable String finished) {
		return this.database
			.operation("insert into " + TABLE + " (schema_name, script_version, script, checksum, finished)"
					+ " values (:schema, :version, :script, :checksum, :finished)")
			.bind("schema", schema.name())
			.bind("version", Long.toString(script.version()))
			.bind("script", script.file())
			.bind("checksum", script.checksum())
			.bind("finished", finished, String.class)
			.run()
			.then();
	}

	/**
	 * Makes a table unless there is one; somebody else may do so at the same time.
	 * @param database the database
	 * @param table the name of the table
	 * @param statement what makes it
	 * @return completes when it is there
	 */
	static Mono<Void> create(Database database, String table, String statement) {
		Mono<Void> probe = database.query("select count(*) as found from " + table).rows().then();
		return probe.onErrorResume(BadSqlGrammarException.class,
				(missing) -> database.operation(statement)
					.run()
					.then()
					.onErrorResume(DataAccessException.class, (failure) -> probe.onErrorMap((ex) -> failure)));
	}

	/**
	 * A script that has been applied, or begun.
	 *
	 * @param version the number of the script
	 * @param script the name of its file
	 * @param checksum its checksum then
	 * @param isFinished whether its end was reached
	 */
	record Entry(long version, String script, String checksum, boolean isFinished) {

	}

}
