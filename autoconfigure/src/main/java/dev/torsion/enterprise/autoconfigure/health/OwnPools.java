package dev.torsion.enterprise.autoconfigure.health;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.lending.Lender;
import io.r2dbc.spi.ConnectionFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The databases that Spring Boot does not watch over, as their pools are no beans of type
 * {@link ConnectionFactory}: those of {@code network.enterprise.pools}, and the embedded
 * one beside a DataSource.
 */
final class OwnPools extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		int watched = (beans != null && count(beans, ConnectionFactory.class) > 0) ? 1 : 0;
		boolean match = beans != null && count(beans, Database.class) > watched;
		ConditionMessage.Builder message = ConditionMessage.forCondition("Databases that are no ConnectionFactory");
		return match ? ConditionOutcome.match(message.because("there are some"))
				: ConditionOutcome.noMatch(message.because("there are none"));
	}

	private static int count(ListableBeanFactory beans, Class<?> type) {
		return beans.getBeanNamesForType(type, true, false).length;
	}

	/**
	 * Finds the databases.
	 * @param beans the beans of the application
	 * @return the databases by their names
	 */
	static Map<String, Database> in(ListableBeanFactory beans) {
		Set<ConnectionFactory> watched = new HashSet<>();
		beans.getBeansOfType(ConnectionFactory.class).values().forEach((factory) -> watched.add(pool(factory)));
		Map<String, Database> pools = new TreeMap<>();
		beans.getBeansOfType(Database.class).values().forEach((database) -> {
			if (!watched.contains(pool(database.connectionFactory()))) {
				pools.put(database.name(), database);
			}
		});
		return pools;
	}

	/**
	 * What a database lends the connections of.
	 * @param factory the connection factory of the database
	 * @return the pool
	 */
	static ConnectionFactory pool(ConnectionFactory factory) {
		return (factory instanceof Lender lender) ? lender.pool() : factory;
	}

}
