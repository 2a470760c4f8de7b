package dev.torsion.enterprise;

import dev.torsion.enterprise.client.Drivers;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ValidationDepth;
import reactor.core.scheduler.Schedulers;

/**
 * Opens databases on the application's event loops.
 */
public final class Databases {

	private final Drivers drivers;

	/**
	 * Creates the factory.
	 * @param drivers how drivers are used
	 */
	public Databases(Drivers drivers) {
		this.drivers = drivers;
	}

	/**
	 * Makes a pool of its own; nothing is connected before it is asked.
	 * @param name the name of the pool
	 * @param options the database, and what its driver is to know
	 * @param settings the size of the pool
	 * @return the database, to be closed
	 */
	public R2dbcDatabase open(String name, ConnectionFactoryOptions options, PoolSettings settings) {
		ConnectionPool pool = pool(name, this.drivers.connect(options), settings);
		return new R2dbcDatabase(name, pool, pool);
	}

	/**
	 * Gives the verbs to a connection factory that is there already, such as Boot's pool,
	 * which stays its owner's to close. Its driver's connections should have gone through
	 * {@link Drivers#decorate}.
	 * @param name the name of the database
	 * @param factory where its connections come from
	 * @return the database
	 */
	public R2dbcDatabase of(String name, ConnectionFactory factory) {
		return new R2dbcDatabase(name, factory, null);
	}

	private static ConnectionPool pool(String name, ConnectionFactory factory, PoolSettings settings) {
		return new ConnectionPool(ConnectionPoolConfiguration.builder(factory)
			.name(name)
			.initialSize(0)
			.minIdle(settings.minIdle())
			.maxSize(settings.maxSize())
			.maxIdleTime(settings.maxIdleTime())
			.maxLifeTime(settings.maxLifeTime())
			.maxAcquireTime(settings.acquireTimeout())
			.acquireRetry(0)
			.validationDepth(ValidationDepth.LOCAL)
			// Drivers switch to a loop or a thread of their own; the pool's default is
			// one thread for all
			.allocatorSubscribeOn(Schedulers.immediate())
			.customizer((builder) -> builder.maxPendingAcquire(settings.maxPending()))
			.build());
	}

}
