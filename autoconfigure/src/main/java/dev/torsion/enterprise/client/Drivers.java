package dev.torsion.enterprise.client;

import java.util.Set;

import dev.torsion.enterprise.client.blocking.BlockingGuard;
import dev.torsion.enterprise.client.cancel.CancellingGuard;
import dev.torsion.enterprise.client.guard.GuardedFactory;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import reactor.core.scheduler.Scheduler;

import org.springframework.http.client.ReactorResourceFactory;

/**
 * How the drivers of databases are used: those that wait for the network on the
 * application's event loops, those that block on its pool for blocking work.
 */
public final class Drivers {

	/** Drivers on Reactor Netty, which know an option for its loops. */
	private static final Set<String> ON_LOOPS = Set.of("postgresql", "postgres", "mariadb");

	private static final Option<Object> LOOPS = Option.valueOf("loopResources");

	private final ReactorResourceFactory resources;

	private final Scheduler blocking;

	/**
	 * Creates the use of drivers.
	 * @param resources the event loops of the application
	 * @param blocking where drivers run that block
	 */
	public Drivers(ReactorResourceFactory resources, Scheduler blocking) {
		this.resources = resources;
		this.blocking = blocking;
	}

	/**
	 * Makes the connection factory of a driver, decorated.
	 * @param options the database, and what its driver is to know
	 * @return the connection factory, without a pool
	 */
	public ConnectionFactory connect(ConnectionFactoryOptions options) {
		ConnectionFactoryOptions.Builder builder = options.mutate();
		configure(builder);
		return decorate(ConnectionFactories.get(builder.build()));
	}

	/**
	 * Puts connections on all of the application's event loops.
	 * @param options the options of a driver
	 */
	public void configure(ConnectionFactoryOptions.Builder options) {
		ConnectionFactoryOptions given = options.build();
		Object driver = given.getValue(ConnectionFactoryOptions.DRIVER);
		if (driver != null && ON_LOOPS.contains(driver.toString()) && !given.hasOption(LOOPS)) {
			options.option(LOOPS, new SpreadLoops(this.resources.getLoopResources()));
		}
	}

	/**
	 * Makes a driver that blocks do it elsewhere, and lets cancelled results stop their
	 * statements where the driver can.
	 * @param factory the connection factory of a driver, without a pool
	 * @return the decorated one, or the same if there is nothing to add
	 */
	public ConnectionFactory decorate(ConnectionFactory factory) {
		if (factory instanceof GuardedFactory) {
			return factory;
		}
		return switch (factory.getMetadata().getName()) {
			case "H2" -> new GuardedFactory(factory, BlockingGuard.on(this.blocking));
			case "PostgreSQL" -> new GuardedFactory(factory, CancellingGuard.postgres());
			case "MariaDB" -> new GuardedFactory(factory, CancellingGuard.mariaDb());
			default -> factory;
		};
	}

}
