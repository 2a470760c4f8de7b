package dev.torsion.conch.auth;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.torsion.conch.auth.key.KeyRules;
import dev.torsion.conch.auth.key.RevokedKeys;
import dev.torsion.cred.Portal;
import dev.torsion.net.test.VirtualEventLoop;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UserAuthServices}.
 */
class UserAuthServicesTests {

	private final Portal portal = new Accounting().portal(new VirtualEventLoop());

	private final UserAuthServices services = new UserAuthServices(this.portal,
			new AuthSettings(AuthMethods.any(this.portal), 6, Duration.ofSeconds(1), ""),
			new KeyRules((name) -> false, RevokedKeys.NONE, Clock.systemUTC()));

	/** Attributes are found by what is random anew in each process. */
	@Test
	void beginsAndGoesOnWhereverAttributesHaveTheirPlaces() throws Exception {
		ServerSession session = session(new ConcurrentHashMap<>());
		Service service = this.services.create(session);
		assertThat(this.services.create(session)).isSameAs(service);
	}

	@SuppressWarnings("unchecked")
	private static ServerSession session(Map<Clashing, Object> attributes) {
		IoSession io = (IoSession) Proxy.newProxyInstance(IoSession.class.getClassLoader(),
				new Class<?>[] { IoSession.class },
				(proxy, method, arguments) -> method.getName().equals("getAttribute") ? Schedulers.immediate() : null);
		return (ServerSession) Proxy.newProxyInstance(ServerSession.class.getClassLoader(),
				new Class<?>[] { ServerSession.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "getIoSession" -> io;
					case "isAuthenticated" -> false;
					case "getAttribute" -> attributes.get(new Clashing(arguments[0]));
					case "setAttribute" -> attributes.put(new Clashing(arguments[0]), arguments[1]);
					case "computeAttributeIfAbsent" -> attributes.computeIfAbsent(new Clashing(arguments[0]),
							(key) -> ((Function<Object, Object>) arguments[1]).apply(key.attribute()));
					default -> null;
				});
	}

	/** All are in one place. */
	private record Clashing(Object attribute) {

		@Override
		public int hashCode() {
			return 1;
		}

	}

}
