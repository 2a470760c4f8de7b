package dev.torsion.mapping;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What there is to call a mapped method with.
 *
 * @param variables what the variables of the template stand for
 * @param rest the segments that a variable for several stands for, empty without one
 * @param offered what the protocol gives to parameters by their type
 */
public record Invocation(Map<String, String> variables, List<String> rest, Collection<?> offered) {

	/**
	 * What the protocol gives to a type.
	 * @param type the type
	 * @param <T> the type
	 * @return the first that is of this type, {@code null} if none is
	 */
	public <T> @Nullable T find(Class<T> type) {
		for (Object value : this.offered) {
			if (type.isInstance(value)) {
				return type.cast(value);
			}
		}
		return null;
	}

}
