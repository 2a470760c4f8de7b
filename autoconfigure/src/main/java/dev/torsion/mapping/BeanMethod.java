package dev.torsion.mapping;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;

import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A method of a bean, called through the bean's proxy. The bean is made when it is called
 * first, if it is not there before.
 */
final class BeanMethod {

	private final BeanFactory beans;

	private final String bean;

	private final Method method;

	private final @Nullable ReactiveAdapter adapter;

	private final @Nullable EventLoop blocking;

	private volatile @Nullable Target target;

	/**
	 * The method of a bean.
	 * @param beans where the bean is
	 * @param bean its name
	 * @param method the method, of the class that has been written
	 * @param loop runs what may block
	 */
	BeanMethod(BeanFactory beans, String bean, Method method, EventLoop loop) {
		this.beans = beans;
		this.bean = bean;
		this.method = method;
		this.adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(method.getReturnType());
		this.blocking = (this.adapter != null || isNonBlocking(method)) ? null : loop;
	}

	private static boolean isNonBlocking(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, NonBlocking.class)
				|| AnnotatedElementUtils.hasAnnotation(method.getDeclaringClass(), NonBlocking.class);
	}

	Method method() {
		return this.method;
	}

	/**
	 * Calls the method. Who is authenticated in Reactor's context is so on the thread,
	 * too.
	 * @param arguments its arguments
	 * @return what it has returned, or failed with
	 */
	Flux<Object> invoke(@Nullable Object[] arguments) {
		return Flux.deferContextual((context) -> context.isEmpty() ? invoke(null, arguments)
				: ReactiveSecurityContextHolder.getContext()
					.singleOptional()
					.flatMapMany((peer) -> invoke(peer.orElse(null), arguments)));
	}

	private Flux<Object> invoke(@Nullable SecurityContext peer, @Nullable Object[] arguments) {
		if (this.blocking != null) {
			return this.blocking.<Object>blocking(() -> plain(call(peer, arguments))).flux();
		}
		return Flux.defer(() -> adapt(call(peer, arguments)));
	}

	/** What is not reactive looks for the peer where the thread has it. */
	private @Nullable Object call(@Nullable SecurityContext peer, @Nullable Object[] arguments) {
		if (peer == null) {
			return call(arguments);
		}
		SecurityContext before = SecurityContextHolder.getContext();
		SecurityContextHolder.setContext(peer);
		try {
			return call(arguments);
		}
		finally {
			SecurityContextHolder.clearContext();
			if (before.getAuthentication() != null) {
				SecurityContextHolder.setContext(before);
			}
		}
	}

	private Publisher<Object> adapt(@Nullable Object result) {
		if (this.adapter != null) {
			return this.adapter.toPublisher(result);
		}
		Object value = plain(result);
		return (value != null) ? Flux.just(value) : Flux.empty();
	}

	private static @Nullable Object plain(@Nullable Object result) {
		return (result instanceof Optional<?> optional) ? optional.orElse(null) : result;
	}

	private @Nullable Object call(@Nullable Object[] arguments) {
		Object instance = this.beans.getBean(this.bean);
		try {
			return invocable(instance.getClass()).invoke(instance, arguments);
		}
		catch (InvocationTargetException ex) {
			throw Exceptions.propagate(ex.getTargetException());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("Cannot call " + this, ex);
		}
	}

	private Method invocable(Class<?> type) {
		Target current = this.target;
		if (current == null || current.type() != type) {
			Method invocable = AopUtils.selectInvocableMethod(this.method, type);
			ReflectionUtils.makeAccessible(invocable);
			current = new Target(type, invocable);
			this.target = current;
		}
		return current.method();
	}

	@Override
	public String toString() {
		return ClassUtils.getQualifiedMethodName(this.method);
	}

	/** The method as the proxy of the bean has it. */
	private record Target(Class<?> type, Method method) {

	}

}
