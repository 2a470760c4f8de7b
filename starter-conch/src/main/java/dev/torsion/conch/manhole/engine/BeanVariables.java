package dev.torsion.conch.manhole.engine;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;

import javax.lang.model.SourceVersion;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Makes variables of beans, for snippets that use their names.
 */
final class BeanVariables {

	private final ApplicationContext context;

	BeanVariables(ApplicationContext context) {
		this.context = context;
	}

	/**
	 * Whether a bean can have a variable.
	 * @param name what may be the name of a bean
	 * @return whether there is such a bean, whose name is one for variables
	 */
	boolean has(String name) {
		return SourceVersion.isName(name) && name.indexOf('.') < 0 && this.context.containsBean(name);
	}

	/**
	 * Whether a bean exists already, so that nothing runs because it is looked at.
	 * @param name its name
	 * @return whether it does
	 */
	boolean exists(String name) {
		return has(name) && this.context.getAutowireCapableBeanFactory() instanceof SingletonBeanRegistry registry
				&& registry.containsSingleton(name);
	}

	/**
	 * The names of beans that can have variables.
	 * @param prefix what they begin with
	 * @return the names
	 */
	Stream<String> names(String prefix) {
		return Arrays.stream(this.context.getBeanDefinitionNames())
			.filter((name) -> name.startsWith(prefix) && SourceVersion.isName(name) && name.indexOf('.') < 0);
	}

	/**
	 * The declaration of the variable, of the most specific type that snippets may use.
	 * @param name the name of the bean
	 * @return the source
	 */
	String declaration(String name) {
		String type = type(this.context.getBean(name)).getCanonicalName();
		return "%1$s %2$s = (%1$s) bean(\"%2$s\");".formatted(type, name);
	}

	private static Class<?> type(Object bean) {
		for (Class<?> type = ClassUtils.getUserClass(bean); type != Object.class
				&& type != null; type = type.getSuperclass()) {
			if (isAccessible(type)) {
				return type;
			}
			Class<?> contract = contract(type);
			if (contract != null) {
				return contract;
			}
		}
		return Object.class;
	}

	/** The first says the most, of a proxy too: what a framework adds comes last. */
	private static @Nullable Class<?> contract(Class<?> type) {
		for (Class<?> contract : type.getInterfaces()) {
			if (isAccessible(contract) && contract.getMethods().length > 0) {
				return contract;
			}
		}
		return null;
	}

	private static boolean isAccessible(Class<?> type) {
		if (type.getCanonicalName() == null || !type.getModule().isExported(type.getPackageName())) {
			return false;
		}
		for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
			if (!Modifier.isPublic(each.getModifiers())) {
				return false;
			}
		}
		return !type.isHidden();
	}

}
