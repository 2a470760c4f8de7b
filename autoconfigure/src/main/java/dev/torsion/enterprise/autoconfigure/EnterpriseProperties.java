package dev.torsion.enterprise.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.torsion.enterprise.PoolSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of databases. The pool of Spring Boot's connection factory has its own, in
 * 'spring.r2dbc.pool'; those of a pool here are for the embedded database.
 *
 * @param schema whether the tables of starters are made and changed when the application
 * starts
 * @param maxSize most connections
 * @param minIdle connections to keep open while nobody needs them
 * @param maxIdleTime how long a connection may lie idle before it is closed
 * @param maxLifeTime how old a connection may get
 * @param acquireTimeout how long to wait for a connection, the time to open one included
 * @param maxPending most callers that wait for a connection; the next one fails at once
 * @param pools databases beside that of the application, each a 'Database' bean of its
 * name
 */
@ConfigurationProperties("network.enterprise")
public record EnterpriseProperties(@DefaultValue("apply") Schema schema, @DefaultValue("10") int maxSize,
		@DefaultValue("0") int minIdle, @DefaultValue("30m") Duration maxIdleTime,
		@DefaultValue("1h") Duration maxLifeTime, @DefaultValue("10s") Duration acquireTimeout,
		@DefaultValue("1000") int maxPending, @DefaultValue List<Pool> pools) {

	PoolSettings settings() {
		return new PoolSettings(this.maxSize, this.minIdle, this.maxIdleTime, this.maxLifeTime, this.acquireTimeout,
				this.maxPending);
	}

	/**
	 * What to do about the tables of starters.
	 */
	public enum Schema {

		/** Make and change them when the application starts. */
		APPLY,

		/** Leave them to somebody else. */
		NONE

	}

	/**
	 * A database beside that of the application.
	 *
	 * @param name name of its 'Database' bean
	 * @param url where it is, such as 'r2dbc:postgresql://host/name'; options of its
	 * driver follow a question mark
	 * @param username user to log in as
	 * @param password password of the user
	 * @param maxSize most connections
	 * @param minIdle connections to keep open while nobody needs them
	 * @param maxIdleTime how long a connection may lie idle before it is closed
	 * @param maxLifeTime how old a connection may get
	 * @param acquireTimeout how long to wait for a connection, the time to open one
	 * included
	 * @param maxPending most callers that wait for a connection; the next one fails at
	 * once
	 */
	public record Pool(@Nullable String name, @Nullable String url, @Nullable String username,
			@Nullable String password, @DefaultValue("10") int maxSize, @DefaultValue("0") int minIdle,
			@DefaultValue("30m") Duration maxIdleTime, @DefaultValue("1h") Duration maxLifeTime,
			@DefaultValue("10s") Duration acquireTimeout, @DefaultValue("1000") int maxPending) {

		PoolSettings settings() {
			return new PoolSettings(this.maxSize, this.minIdle, this.maxIdleTime, this.maxLifeTime, this.acquireTimeout,
					this.maxPending);
		}

		/**
		 * Hides the password, and the URL, which may hold one.
		 * @return the name
		 */
		@Override
		public String toString() {
			return "Pool[name=" + this.name + "]";
		}

	}

}
