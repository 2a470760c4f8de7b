package dev.torsion.conch.auth;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import dev.torsion.conch.auth.key.KeyRules;
import dev.torsion.conch.auth.key.RevokedKeys;
import dev.torsion.conch.connection.LiveConnection;
import dev.torsion.cred.Portal;
import dev.torsion.net.test.VirtualEventLoop;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

class UserAuthServicesTests {

	private final Map<Object, Object> attributes = new HashMap<>();

	private boolean computing;

	/**
	 * MINA keeps the attributes in a ConcurrentHashMap, which fails if what it computes
	 * changes it, but only where two keys share a bin: in some processes and not in
	 * others.
	 */
	@Test
	void makesOneServiceWithoutChangingAttributesWhileOneIsComputed() throws Exception {
		Portal portal = new Accounting().portal(new VirtualEventLoop());
		UserAuthServices services = new UserAuthServices(portal,
				new AuthSettings(AuthMethods.any(portal), 6, Duration.ZERO, ""),
				new KeyRules((name) -> false, RevokedKeys.NONE, Clock.systemUTC()));
		ServerSession session = proxy(ServerSession.class, this::session);
		assertThat(services.create(session)).isSameAs(services.create(session));
	}

	private @Nullable Object session(String method, @Nullable Object[] arguments) {
		if (method.endsWith("Attribute") || method.startsWith("computeAttribute")) {
			assertThat(this.computing).as("%s while an attribute is computed", method).isFalse();
		}
		return switch (method) {
			case "getAttribute" -> this.attributes.get(arguments[0]);
			case "setAttribute" -> this.attributes.put(arguments[0], arguments[1]);
			case "computeAttributeIfAbsent" -> compute(arguments[0], arguments[1]);
			case "getIoSession" -> proxy(IoSession.class, UserAuthServicesTests::attribute);
			case "isAuthenticated" -> false;
			default -> null;
		};
	}

	private static @Nullable Object attribute(String method, @Nullable Object[] arguments) {
		boolean scheduler = method.equals("getAttribute") && LiveConnection.SCHEDULER.equals(arguments[0]);
		return scheduler ? Schedulers.immediate() : null;
	}

	@SuppressWarnings("unchecked")
	private Object compute(Object key, Object function) {
		Object known = this.attributes.get(key);
		if (known == null) {
			this.computing = true;
			known = ((Function<Object, Object>) function).apply(key);
			this.computing = false;
			this.attributes.put(key, known);
		}
		return known;
	}

	private static <T> T proxy(Class<T> type, Answers answers) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method,
				arguments) -> answers.answer(method.getName(), (arguments != null) ? arguments : new Object[0])));
	}

	/** What is answered to calls of a method. */
	@FunctionalInterface
	private interface Answers {

		@Nullable Object answer(String method, @Nullable Object[] arguments) throws Exception;

	}

}
