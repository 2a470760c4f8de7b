package dev.torsion.mapping;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Gives mapped methods arguments that neither the template nor the protocol has. Declare
 * a bean of this type; beans are asked in their order. Safe for use by many threads.
 */
public interface ArgumentResolver {

	/**
	 * Whether this resolver has the argument. Asked once, at the start.
	 * @param parameter the parameter
	 * @return whether {@link #resolve} is to be called for it
	 */
	boolean supports(MethodParameter parameter);

	/**
	 * Finds the argument for a call. Called on an event loop, so it must not block.
	 * @param parameter the parameter
	 * @param invocation the call
	 * @return the argument
	 */
	@Nullable Object resolve(MethodParameter parameter, Invocation invocation);

}
