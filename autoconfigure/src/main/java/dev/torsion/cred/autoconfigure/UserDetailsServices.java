package dev.torsion.cred.autoconfigure;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;

/**
 * The account services that are beans: the application's own, and the one that Spring
 * Boot makes in a reactive web application.
 *
 * @param own the application's own, if any
 * @param boots Spring Boot's, if any
 */
record UserDetailsServices(@Nullable ReactiveUserDetailsService own, @Nullable ReactiveUserDetailsService boots) {

	private static final String BOOTS = "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration";

	/**
	 * Finds the services.
	 * @param beans the beans of the application
	 * @return the services
	 * @throws org.springframework.beans.factory.NoUniqueBeanDefinitionException if the
	 * application has several, and none is primary
	 */
	static UserDetailsServices in(ConfigurableListableBeanFactory beans) {
		Map<String, ReactiveUserDetailsService> all = beans.getBeansOfType(ReactiveUserDetailsService.class);
		Predicate<String> isBoots = (name) -> isBoots(beans, name);
		List<ReactiveUserDetailsService> own = services(all, isBoots.negate()).toList();
		return new UserDetailsServices((own.size() > 1) ? beans.getBean(ReactiveUserDetailsService.class)
				: own.stream().findFirst().orElse(null), services(all, isBoots).findFirst().orElse(null));
	}

	private static Stream<ReactiveUserDetailsService> services(Map<String, ReactiveUserDetailsService> all,
			Predicate<String> names) {
		return all.entrySet().stream().filter((entry) -> names.test(entry.getKey())).map(Map.Entry::getValue);
	}

	private static boolean isBoots(ConfigurableListableBeanFactory beans, String name) {
		if (!beans.containsBeanDefinition(name)) {
			return false;
		}
		BeanDefinition definition = beans.getMergedBeanDefinition(name);
		if (BOOTS.equals(definition.getFactoryBeanName())) {
			return true;
		}
		// Ahead of time processing leaves no more of a configuration than its methods.
		Method method = (definition instanceof RootBeanDefinition root) ? root.getResolvedFactoryMethod() : null;
		return method != null && method.getDeclaringClass().getName().equals(BOOTS);
	}

}
