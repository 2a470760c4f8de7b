package dev.torsion.enterprise;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A connection that its borrower cannot close.
 */
final class LentConnection {

	private LentConnection() {
	}

	static Connection of(Connection connection) {
		return (Connection) Proxy.newProxyInstance(LentConnection.class.getClassLoader(),
				new Class<?>[] { Connection.class, Wrapped.class },
				(proxy, method, arguments) -> call(connection, proxy, method, arguments));
	}

	private static @Nullable Object call(Connection connection, Object proxy, Method method,
			@Nullable Object @Nullable [] arguments) throws Throwable {
		return switch (method.getName()) {
			case "close" -> Mono.error(new UnsupportedOperationException("The connection is only lent"));
			case "equals" -> arguments != null && proxy == arguments[0];
			case "hashCode" -> System.identityHashCode(proxy);
			default -> {
				try {
					yield method.invoke(connection, arguments);
				}
				catch (InvocationTargetException ex) {
					throw ex.getTargetException();
				}
			}
		};
	}

}
