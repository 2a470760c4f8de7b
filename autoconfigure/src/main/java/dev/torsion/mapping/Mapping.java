package dev.torsion.mapping;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * A method of a bean and one template that it answers for. Safe for use by many threads.
 *
 * @param <A> the annotation of the method
 */
public final class Mapping<A extends Annotation> {

	private final A annotation;

	private final Template template;

	private final BeanMethod method;

	private final List<Arguments.Binding> bindings;

	Mapping(A annotation, Template template, BeanMethod method, List<Arguments.Binding> bindings) {
		this.annotation = annotation;
		this.template = template;
		this.method = method;
		this.bindings = bindings;
	}

	/**
	 * The annotation of the method, what other annotations say of it included.
	 * @return the annotation
	 */
	public A annotation() {
		return this.annotation;
	}

	/**
	 * What the method answers for.
	 * @return the template
	 */
	public Template template() {
		return this.template;
	}

	/**
	 * The method, of the class that has been written.
	 * @return the method
	 */
	public Method method() {
		return this.method.method();
	}

	/**
	 * Whether another mapping is of the same method of the same bean, by another
	 * template.
	 * @param other the other mapping
	 * @return whether it is
	 */
	public boolean isOfSameMethod(Mapping<?> other) {
		return this.method == other.method;
	}

	/**
	 * Calls the method, through the proxy of its bean. One that returns a publisher or a
	 * {@code CompletionStage} is called on the thread that subscribes, which may be an
	 * event loop; so is one that is {@link NonBlocking}. Others are called on the pool
	 * for blocking work. Whoever is in Reactor's security context is in that of the
	 * thread, too, while the method is called.
	 * @param segments the segments of a text that matches the template
	 * @param offered what parameters get by their type, as {@link MappingKind#offered()}
	 * has announced it
	 * @return what the method has returned: nothing for {@code null} or an empty
	 * {@code Optional}. Fails with what the method fails with, and with
	 * {@link ArgumentMismatchException} if a variable is not what the method takes.
	 */
	public Flux<Object> invoke(List<String> segments, Collection<?> offered) {
		return Flux.defer(() -> {
			Map<String, String> variables = this.template.match(segments);
			if (variables == null) {
				throw new IllegalArgumentException(segments + " does not match '" + this.template + "'");
			}
			return this.method.invoke(arguments(new Invocation(variables, this.template.rest(segments), offered)));
		});
	}

	private @Nullable Object[] arguments(Invocation invocation) {
		@Nullable Object[] arguments = new @Nullable Object[this.bindings.size()];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = this.bindings.get(i).find(invocation);
		}
		return arguments;
	}

	/** The method, as a failure names it. */
	@Override
	public String toString() {
		return this.method.toString();
	}

}
