package dev.torsion.enterprise.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.Databases;
import dev.torsion.enterprise.PoolSettings;
import dev.torsion.enterprise.R2dbcDatabase;
import dev.torsion.enterprise.autoconfigure.EnterpriseProperties.Pool;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.NoSuchOptionException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.StringUtils;

/**
 * The pools of {@code network.enterprise.pools}, or what is wrong with them; never with a
 * password in the text.
 */
final class DatabasePools implements AutoCloseable {

	static final String PROPERTY = "network.enterprise.pools";

	/** The name of the application's own database. */
	static final String DEFAULT = "default";

	private final Databases databases;

	private final Map<String, R2dbcDatabase> pools = new LinkedHashMap<>();

	DatabasePools(List<Pool> pools, Databases databases) {
		this.databases = databases;
		for (int i = 0; i < pools.size(); i++) {
			String property = "%s[%d]".formatted(PROPERTY, i);
			String name = name(pools.get(i).name(), property);
			this.pools.put(name, open(name, pools.get(i), property));
		}
	}

	/**
	 * A pool, for its bean.
	 * @param name the name of the pool
	 * @return the pool
	 */
	Database pool(String name) {
		R2dbcDatabase pool = this.pools.get(name);
		if (pool == null) {
			throw new IllegalArgumentException("No pool " + name);
		}
		return pool;
	}

	private String name(@Nullable String name, String property) {
		if (!StringUtils.hasText(name)) {
			throw failure(property, "name", "is missing", "Give the pool a name.");
		}
		if (name.equals(DEFAULT)) {
			throw failure(property, "name", "is 'default', as is that of the application's own database",
					"Choose another name, or set spring.r2dbc.url instead.");
		}
		if (this.pools.containsKey(name)) {
			throw failure(property, "name", "is '%s', as is that of a pool before it".formatted(name),
					"Rename one of the two.");
		}
		return name;
	}

	private R2dbcDatabase open(String name, Pool pool, String property) {
		ConnectionFactoryOptions options = options(pool, property);
		RequiredDriver.check(property + ".url", options);
		try {
			return this.databases.open(name, options, settings(pool, property));
		}
		catch (NoSuchOptionException ex) {
			throw new FailureAnalyzedException(
					"%s ('%s') misses what its driver needs: %s.".formatted(property, name, ex.getOption().name()),
					"Set 'username' and 'password', or add to the URL what is missing.");
		}
	}

	private static PoolSettings settings(Pool pool, String property) {
		try {
			return pool.settings();
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException(
					"%s ('%s') cannot be: %s".formatted(property, pool.name(), ex.getMessage()),
					"Correct the settings of the pool.");
		}
	}

	private static ConnectionFactoryOptions options(Pool pool, String property) {
		if (!StringUtils.hasText(pool.url())) {
			throw failure(property, "url", "is missing",
					"Say where the database is, as in 'r2dbc:postgresql://host/name'.");
		}
		ConnectionFactoryOptions.Builder options = parse(pool.url(), property).mutate();
		if (pool.username() != null) {
			options.option(ConnectionFactoryOptions.USER, pool.username());
		}
		if (pool.password() != null) {
			options.option(ConnectionFactoryOptions.PASSWORD, pool.password());
		}
		return options.build();
	}

	private static ConnectionFactoryOptions parse(String url, String property) {
		try {
			ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(url);
			if (!"pool".equals(options.getValue(ConnectionFactoryOptions.DRIVER))) {
				return options;
			}
		}
		catch (IllegalArgumentException ex) {
			throw failure(property, "url", "cannot be read",
					"Write it as in 'r2dbc:postgresql://host:5432/name', and user and password into 'username' and 'password'.");
		}
		throw failure(property, "url", "asks for a pool inside of the pool", "Write it without 'pool:'.");
	}

	private static FailureAnalyzedException failure(String property, String leaf, String problem, String action) {
		return new FailureAnalyzedException("%s.%s %s.".formatted(property, leaf, problem), action);
	}

	@Override
	public void close() {
		this.pools.values().forEach(R2dbcDatabase::close);
	}

}
