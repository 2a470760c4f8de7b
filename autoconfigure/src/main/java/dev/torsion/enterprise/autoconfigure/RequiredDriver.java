package dev.torsion.enterprise.autoconfigure;

import java.util.Map;
import java.util.TreeMap;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The driver that a URL asks for, and the artifact that brings it.
 *
 * @param name what the URL calls it
 */
record RequiredDriver(String name) {

	private static final String POOL = "pool";

	private static final Map<String, String> ARTIFACTS = new TreeMap<>(
			Map.of("h2", "io.r2dbc:r2dbc-h2", "mariadb", "org.mariadb:r2dbc-mariadb", "mssql", "io.r2dbc:r2dbc-mssql",
					"mysql", "io.asyncer:r2dbc-mysql", "oracle", "com.oracle.database.r2dbc:oracle-r2dbc", POOL,
					"io.r2dbc:r2dbc-pool", "postgresql", "org.postgresql:r2dbc-postgresql"));

	/**
	 * Stops the start where the driver is missing.
	 * @param property the property that has the URL
	 * @param options the options of the URL
	 */
	static void check(String property, ConnectionFactoryOptions options) {
		ConnectionFactoryOptions unpooled = unpooled(options);
		if (!ConnectionFactories.supports(unpooled)) {
			throw new RequiredDriver(String.valueOf(unpooled.getValue(ConnectionFactoryOptions.DRIVER)))
				.missing(property);
		}
	}

	/** In {@code r2dbc:pool:h2:mem} the protocol holds the driver of the connections. */
	private static ConnectionFactoryOptions unpooled(ConnectionFactoryOptions options) {
		Object protocol = options.getValue(ConnectionFactoryOptions.PROTOCOL);
		if (!POOL.equals(options.getValue(ConnectionFactoryOptions.DRIVER)) || protocol == null) {
			return options;
		}
		String[] parts = protocol.toString().split(":", 2);
		return options.mutate()
			.option(ConnectionFactoryOptions.DRIVER, parts[0])
			.option(ConnectionFactoryOptions.PROTOCOL, (parts.length > 1) ? parts[1] : "")
			.build();
	}

	FailureAnalyzedException missing(String property) {
		String artifact = ARTIFACTS.get(this.name);
		if (artifact == null) {
			return new FailureAnalyzedException(
					"%s asks for the driver '%s', which nobody has.".formatted(property, this.name),
					"Use one of %s, or add the artifact that brings the driver."
						.formatted(String.join(", ", ARTIFACTS.keySet())));
		}
		return new FailureAnalyzedException(
				"%s asks for the driver '%s', which is not on the class path or cannot read the URL."
					.formatted(property, this.name),
				"Add the artifact %s to the application; if it is there, correct the URL.".formatted(artifact));
	}

}
