package dev.torsion.conch.autoconfigure.manhole;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.NativeDetector;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * What has to be so before there may be a manhole.
 */
final class ManholeRules {

	private static final String PREFIX = "network.conch.manhole";

	private ManholeRules() {
	}

	/**
	 * Checks them.
	 * @param properties the properties
	 * @throws FailureAnalyzedException if something is not so
	 */
	static void check(ManholeProperties properties) {
		if (!StringUtils.hasText(properties.role())) {
			throw new FailureAnalyzedException("The manhole would be open to everybody who has an account.",
					"Set " + PREFIX + ".role to the role of those who may enter.");
		}
		if (!alwaysKey(properties.authenticationMethods())) {
			throw new FailureAnalyzedException("The manhole could be entered without a key.",
					"Let each list of " + PREFIX + ".authentication-methods begin with publickey.");
		}
		if (!StringUtils.hasText(properties.unixSocket()) && !properties.allowRemote()
				&& !isLoopback(properties.address())) {
			throw new FailureAnalyzedException(
					"The manhole would be reachable from other machines, on " + properties.address() + ".",
					"Set " + PREFIX
							+ ".address to 127.0.0.1 and reach it by way of the machine's own SSH server, or set "
							+ PREFIX + ".allow-remote to true if this is meant.");
		}
		checkJava(NativeDetector.inNativeImage(), ClassUtils.isPresent("jdk.jshell.JShell", null)
				&& ClassUtils.isPresent("com.sun.tools.javac.api.JavacTool", null));
	}

	static void checkJava(boolean nativeImage, boolean compiler) {
		if (nativeImage) {
			throw new FailureAnalyzedException("The manhole compiles Java, which a native image cannot do.",
					"Set " + PREFIX + ".enabled to false, or run the application on a JDK.");
		}
		if (!compiler) {
			throw new FailureAnalyzedException(
					"The manhole needs the modules jdk.jshell and jdk.compiler, which this Java runtime lacks.",
					"Run the application on a JDK, or on a runtime made by jlink with --add-modules jdk.jshell; or set "
							+ PREFIX + ".enabled to false.");
		}
	}

	private static boolean alwaysKey(String methods) {
		return Arrays.stream(methods.strip().split("\\s+"))
			.allMatch((list) -> list.equals("publickey") || list.startsWith("publickey,"));
	}

	private static boolean isLoopback(String address) {
		try {
			return StringUtils.hasText(address) && InetAddress.getByName(address).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

}
