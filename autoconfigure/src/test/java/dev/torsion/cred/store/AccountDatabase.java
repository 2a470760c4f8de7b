package dev.torsion.cred.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.Databases;
import dev.torsion.enterprise.PoolSettings;
import dev.torsion.enterprise.R2dbcDatabase;
import dev.torsion.enterprise.client.Drivers;
import dev.torsion.enterprise.schema.Schema;
import dev.torsion.enterprise.schema.SchemaMigrator;
import io.r2dbc.spi.ConnectionFactoryOptions;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.r2dbc.connection.init.ScriptUtils;

/**
 * A database with the tables of accounts, for tests.
 */
public final class AccountDatabase implements AutoCloseable {

	static final Duration LIMIT = Duration.ofSeconds(60);

	private final ReactorResourceFactory resources = new ReactorResourceFactory();

	private final R2dbcDatabase database;

	private AccountDatabase(String url) {
		this.resources.setUseGlobalResources(false);
		this.resources.setShutdownQuietPeriod(Duration.ZERO);
		this.resources.afterPropertiesSet();
		PoolSettings settings = new PoolSettings(10, 0, Duration.ofMinutes(5), Duration.ofMinutes(5),
				Duration.ofSeconds(10), 1000);
		this.database = new Databases(new Drivers(this.resources, Schedulers.boundedElastic())).open("test",
				ConnectionFactoryOptions.parse(url), settings);
	}

	/**
	 * An H2 in memory, gone when it is closed.
	 * @return the database
	 */
	public static AccountDatabase h2() {
		return of(inMemory(""));
	}

	/**
	 * The same, taking what Oracle takes, with the tables as Oracle has them.
	 * @return the database
	 */
	static AccountDatabase oracleMode() {
		AccountDatabase database = new AccountDatabase(inMemory(";MODE=Oracle"));
		EncodedResource script = new EncodedResource(
				new ClassPathResource("dev/torsion/cred/schema/oracle/V1__accounts.sql"), StandardCharsets.UTF_8);
		database.database.<Void>connection((connection) -> ScriptUtils.executeSqlScript(connection, script))
			.blockLast(LIMIT);
		return database;
	}

	static AccountDatabase of(String url) {
		AccountDatabase database = new AccountDatabase(url);
		new SchemaMigrator(database.database).apply(new Schema("cred", R2dbcAccountStore.SCHEMA)).block(LIMIT);
		return database;
	}

	private static String inMemory(String options) {
		return "r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1" + options;
	}

	/**
	 * The database.
	 * @return the database
	 */
	public Database database() {
		return this.database;
	}

	/**
	 * Makes the database fail from now on.
	 */
	public void fail() {
		this.database.close();
	}

	void clear() {
		this.database.operation("delete from torsion_account").run().block(LIMIT);
	}

	@Override
	public void close() {
		this.database.close();
		this.resources.destroy();
	}

}
