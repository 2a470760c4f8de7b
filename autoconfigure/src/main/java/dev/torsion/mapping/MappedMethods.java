package dev.torsion.mapping;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.torsion.net.EventLoop;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.util.ClassUtils;

/**
 * Finds the mapped methods of the application's beans, without making the beans.
 */
public final class MappedMethods {

	private final ConfigurableListableBeanFactory beans;

	private final EventLoop loop;

	private final Arguments arguments;

	/**
	 * Looks in the beans of an application.
	 * @param beans where to look; its conversion service converts what variables stand
	 * for
	 * @param loop runs methods that may block
	 * @param resolvers know arguments that protocols do not
	 */
	public MappedMethods(ConfigurableListableBeanFactory beans, EventLoop loop, List<ArgumentResolver> resolvers) {
		this.beans = beans;
		this.loop = loop;
		ConversionService conversion = Optional.ofNullable(beans.getConversionService())
			.orElseGet(DefaultConversionService::getSharedInstance);
		this.arguments = new Arguments(List.copyOf(resolvers), conversion);
	}

	/**
	 * Finds the mapped methods of a protocol.
	 * @param kind how it maps methods
	 * @param <A> its annotation
	 * @return a mapping for each template of each method
	 * @throws FailureAnalyzedException if a template is not written as one, or nothing is
	 * known for a parameter
	 */
	public <A extends Annotation> List<Mapping<A>> find(MappingKind<A> kind) {
		List<Mapping<A>> found = new ArrayList<>();
		for (String bean : this.beans.getBeanNamesForType(Object.class, true, false)) {
			Class<?> type = ScopedProxyUtils.isScopedTarget(bean) ? null
					: AutoProxyUtils.determineTargetClass(this.beans, bean);
			if (type != null && mayHave(bean, type, kind)) {
				Map<Method, A> methods = MethodIntrospector.selectMethods(ClassUtils.getUserClass(type),
						(MethodIntrospector.MetadataLookup<A>) (method) -> AnnotatedElementUtils
							.findMergedAnnotation(method, kind.annotation()));
				methods.forEach((method, annotation) -> found.addAll(mappings(kind, bean, method, annotation)));
			}
		}
		return found;
	}

	private boolean mayHave(String bean, Class<?> type, MappingKind<?> kind) {
		return (kind.stereotype() != null) ? isMarked(bean, type, kind.stereotype())
				: AnnotationUtils.isCandidateClass(type, kind.annotation())
						&& !type.getName().startsWith("org.springframework.");
	}

	/** The class of a proxy that has but interfaces does not tell what its bean is. */
	private boolean isMarked(String bean, Class<?> type, Class<? extends Annotation> stereotype) {
		return AnnotatedElementUtils.hasAnnotation(type, stereotype)
				|| this.beans.findAnnotationOnBean(bean, stereotype, false) != null;
	}

	private <A extends Annotation> List<Mapping<A>> mappings(MappingKind<A> kind, String bean, Method method,
			A annotation) {
		BeanMethod called = new BeanMethod(this.beans, bean, method, this.loop);
		List<Mapping<A>> mappings = new ArrayList<>();
		for (String text : kind.templates().apply(annotation)) {
			Template template = template(String.valueOf(this.beans.resolveEmbeddedValue(text)), kind, called);
			mappings.add(
					new Mapping<>(annotation, template, called, this.arguments.bind(method, template, kind.offered())));
		}
		return mappings;
	}

	private static Template template(String text, MappingKind<?> kind, BeanMethod method) {
		try {
			return Template.parse(text, kind.syntax());
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException(
					"'" + text + "', to which " + method + " is mapped, is no template: " + ex.getMessage() + ".",
					"Correct @" + kind.annotation().getSimpleName() + " there.", ex);
		}
	}

}
