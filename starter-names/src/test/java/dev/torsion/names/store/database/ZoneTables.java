package dev.torsion.names.store.database;

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
 * A database with the tables of zones, written by plain SQL.
 */
final class ZoneTables implements AutoCloseable {

	static final Duration LIMIT = Duration.ofSeconds(60);

	private final ReactorResourceFactory resources = new ReactorResourceFactory();

	private final R2dbcDatabase database;

	private ZoneTables(String url) {
		this.resources.setUseGlobalResources(false);
		this.resources.setShutdownQuietPeriod(Duration.ZERO);
		this.resources.afterPropertiesSet();
		PoolSettings settings = new PoolSettings(10, 0, Duration.ofMinutes(5), Duration.ofMinutes(5),
				Duration.ofSeconds(10), 1000);
		this.database = new Databases(new Drivers(this.resources, Schedulers.boundedElastic())).open("test",
				ConnectionFactoryOptions.parse(url), settings);
		new SchemaMigrator(this.database).apply(new Schema("names", R2dbcZones.SCHEMA)).block(LIMIT);
	}

	static ZoneTables h2() {
		return new ZoneTables("r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1");
	}

	static ZoneTables of(String url) {
		return new ZoneTables(url);
	}

	R2dbcDatabase database() {
		return this.database;
	}

	void sql(String sql) {
		this.database.operation(sql).run().block(LIMIT);
	}

	void clear() {
		sql("delete from dns_zone");
	}

	void zone(String name, long serial) {
		this.database.operation("insert into dns_zone (name, serial) values (:name, :serial)")
			.bind("name", name)
			.bind("serial", serial)
			.run()
			.block(LIMIT);
	}

	void add(String zone, String name, String type, String data) {
		this.database.operation("insert into dns_record (zone, name, type, data) values (:zone, :name, :type, :data)")
			.bind("zone", zone)
			.bind("name", name)
			.bind("type", type)
			.bind("data", data)
			.run()
			.block(LIMIT);
	}

	/** What an application does after it has changed records. */
	void bump(String zone) {
		this.database.operation("update dns_zone set serial = serial + 1 where name = :name")
			.bind("name", zone)
			.run()
			.block(LIMIT);
	}

	@Override
	public void close() {
		this.database.close();
		this.resources.destroy();
	}

}
