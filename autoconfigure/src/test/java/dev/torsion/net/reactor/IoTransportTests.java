package dev.torsion.net.reactor;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link IoTransport}.
 */
class IoTransportTests {

	@Test
	void choosesNothingThatHasToBeAskedForByName() {
		assertThat(IoTransport.AUTO.resolve())
			.isEqualTo((IoTransport.EPOLL.unavailability() == null) ? IoTransport.EPOLL : IoTransport.NIO);
		assertThat(IoTransport.NIO.resolve()).isEqualTo(IoTransport.NIO);
	}

	@Test
	void saysWhyItCannotBeUsedAndWhatToDo() {
		FailureAnalysis analysis = failure(IoTransport.KQUEUE);
		assertThat(analysis.getDescription())
			.startsWith("network.reactor.transport asks for kqueue, " + "which cannot be used here: ");
		assertThat(analysis.getAction()).startsWith("Set network.reactor.transport to auto");
	}

	@Test
	void needsTheClassesOfNoTransportButTheOneThatIsUsed() throws Exception {
		Object[] transports = new WithoutTransports().loadClass(IoTransport.class.getName()).getEnumConstants();
		for (Object transport : transports) {
			String name = transport.toString();
			Object reason = transport.getClass().getMethod("unavailability").invoke(transport);
			if (name.equals("AUTO") || name.equals("NIO")) {
				assertThat(reason).as(name).isNull();
			}
			else {
				assertThat(reason).as(name).isEqualTo("its library is not there");
			}
		}
		assertThat(transports[0].getClass().getMethod("resolve").invoke(transports[0])).hasToString("NIO");
	}

	private static FailureAnalysis failure(IoTransport transport) {
		return Objects
			.requireNonNull(catchThrowableOfType(FailureAnalyzedException.class, transport::resolve), "it can be used")
			.analysis();
	}

	/** A class path without any of Netty's transports but NIO. */
	private static final class WithoutTransports extends ClassLoader {

		private static final String OURS = IoTransport.class.getPackageName();

		WithoutTransports() {
			super(IoTransport.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.matches("io\\.netty\\.channel\\.(epoll|uring|kqueue)\\..*")) {
				throw new ClassNotFoundException(name);
			}
			Class<?> loaded = findLoadedClass(name);
			if (loaded != null || !name.startsWith(OURS)) {
				return (loaded != null) ? loaded : super.loadClass(name, resolve);
			}
			try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
				byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
