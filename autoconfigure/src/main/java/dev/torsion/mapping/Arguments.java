package dev.torsion.mapping;

import java.lang.reflect.Method;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * Finds what a method is called with: the variable of the parameter's name, else what the
 * protocol offers of its type, else what a resolver has.
 */
final class Arguments {

	private static final TypeDescriptor TEXT = TypeDescriptor.valueOf(String.class);

	private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	private final List<ArgumentResolver> resolvers;

	private final ConversionService conversion;

	Arguments(List<ArgumentResolver> resolvers, ConversionService conversion) {
		this.resolvers = resolvers;
		this.conversion = conversion;
	}

	/**
	 * Decides where the arguments of a method come from.
	 * @param method the method
	 * @param template what it is mapped to
	 * @param offered what the protocol offers
	 * @return what finds each argument of a call
	 * @throws FailureAnalyzedException if a parameter is none of these
	 */
	List<Binding> bind(Method method, Template template, Set<Class<?>> offered) {
		List<Binding> bindings = new ArrayList<>();
		for (int i = 0; i < method.getParameterCount(); i++) {
			MethodParameter parameter = new MethodParameter(method, i);
			parameter.initParameterNameDiscovery(NAMES);
			bindings.add(bind(parameter, template, offered));
		}
		return bindings;
	}

	private Binding bind(MethodParameter parameter, Template template, Set<Class<?>> offered) {
		String name = parameter.getParameterName();
		Class<?> type = parameter.getParameterType();
		if (name != null && template.variables().contains(name)) {
			return (type == List.class && template.isRest(name)) ? Invocation::rest : variable(name, parameter);
		}
		if (offered.stream().anyMatch(type::isAssignableFrom)) {
			return (invocation) -> invocation.find(type);
		}
		for (ArgumentResolver resolver : this.resolvers) {
			if (resolver.supports(parameter)) {
				return (invocation) -> resolver.resolve(parameter, invocation);
			}
		}
		throw new FailureAnalyzedException(
				"Nothing is known for the parameter " + parameter.getParameterIndex()
						+ ((name != null) ? " ('" + name + "')" : "") + " of " + parameter.getMethod() + ".",
				"Give it the name of a variable of '" + template + "', or one of these types: " + names(offered)
						+ ((name != null) ? "." : ". To know names, the compiler needs the option -parameters."));
	}

	private static List<String> names(Set<Class<?>> types) {
		return types.stream().map(Class::getSimpleName).sorted().toList();
	}

	private Binding variable(String name, MethodParameter parameter) {
		TypeDescriptor type = new TypeDescriptor(parameter);
		String described = type.getType().getSimpleName();
		return (invocation) -> {
			String text = invocation.variables().get(name);
			try {
				Object value = (type.getType() == InetAddress.class) ? address(text)
						: this.conversion.convert(text, TEXT, type);
				if (value != null) {
					return value;
				}
			}
			catch (ConversionException ex) {
				throw new ArgumentMismatchException(name, described, ex);
			}
			throw new ArgumentMismatchException(name, described, null);
		};
	}

	/** Spring's converter would ask a name server about what a peer has written. */
	private static @Nullable InetAddress address(@Nullable String text) {
		return (text != null) ? NetUtil.createInetAddressFromIpAddressString(text) : null;
	}

	/** Finds one argument. */
	@FunctionalInterface
	interface Binding {

		@Nullable Object find(Invocation invocation);

	}

}
