package dev.torsion.words.history.database;

import java.time.Duration;
import java.util.UUID;

import dev.torsion.enterprise.Databases;
import dev.torsion.enterprise.PoolSettings;
import dev.torsion.enterprise.R2dbcDatabase;
import dev.torsion.enterprise.client.Drivers;
import dev.torsion.enterprise.schema.Schema;
import dev.torsion.enterprise.schema.SchemaMigrator;
import io.r2dbc.spi.ConnectionFactoryOptions;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.client.ReactorResourceFactory;

/**
 * A database with the tables of a schema, for tests.
 */
public final class WordsDatabase implements AutoCloseable {

	/** How long a test waits for it. */
	public static final Duration LIMIT = Duration.ofSeconds(60);

	private final ReactorResourceFactory resources = new ReactorResourceFactory();

	private final R2dbcDatabase database;

	private WordsDatabase(String url, Schema schema) {
		this.resources.setUseGlobalResources(false);
		this.resources.setShutdownQuietPeriod(Duration.ZERO);
		this.resources.afterPropertiesSet();
		PoolSettings settings = new PoolSettings(10, 0, Duration.ofMinutes(5), Duration.ofMinutes(5),
				Duration.ofSeconds(10), 1000);
		this.database = new Databases(new Drivers(this.resources, Schedulers.boundedElastic())).open("test",
				ConnectionFactoryOptions.parse(url), settings);
		new SchemaMigrator(this.database).apply(schema).block(LIMIT);
	}

	/**
	 * An H2 in memory, gone when it is closed.
	 * @param schema the schema
	 * @return the database
	 */
	public static WordsDatabase h2(Schema schema) {
		return new WordsDatabase("r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1", schema);
	}

	/**
	 * A database of a server.
	 * @param url where it is
	 * @param schema the schema
	 * @return the database
	 */
	public static WordsDatabase of(String url, Schema schema) {
		return new WordsDatabase(url, schema);
	}

	static Schema history() {
		return new Schema("words-history", R2dbcHistoryStore.SCHEMA);
	}

	/**
	 * The database.
	 * @return the database
	 */
	public R2dbcDatabase database() {
		return this.database;
	}

	/**
	 * Runs a statement.
	 * @param sql the statement
	 */
	public void sql(String sql) {
		this.database.operation(sql).run().block(LIMIT);
	}

	/**
	 * Asks for a number.
	 * @param sql the query
	 * @return the number
	 */
	public long number(String sql) {
		Long number = this.database.query(sql).as(Long.class).next().block(LIMIT);
		return (number != null) ? number : -1;
	}

	@Override
	public void close() {
		this.database.close();
		this.resources.destroy();
	}

}
