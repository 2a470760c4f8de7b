package dev.torsion.conch.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.torsion.conch.SshSession;

/**
 * The environment of a child process: what the session has, without what makes a loader,
 * a runtime or a shell run something else, and who it is for. Nothing is inherited from
 * this JVM.
 */
public final class ChildEnvironment {

	private static final Set<String> DANGEROUS = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS",
			"BASH_ENV", "ENV", "IFS", "SHELLOPTS", "BASHOPTS", "PERL5OPT", "PERL5LIB", "PYTHONPATH", "PYTHONSTARTUP",
			"PYTHONHOME", "RUBYOPT", "RUBYLIB", "NODE_OPTIONS", "GCONV_PATH", "LOCPATH", "TMPDIR");

	private ChildEnvironment() {
	}

	/**
	 * The environment for a session.
	 * @param session the session
	 * @param path the value of PATH
	 * @param home the value of HOME
	 * @return variables by their names
	 */
	public static Map<String, String> of(SshSession session, String path, String home) {
		Map<String, String> environment = new HashMap<>();
		session.environment().forEach((name, value) -> {
			if (isHarmless(name) && value.indexOf('\0') < 0) {
				environment.put(name, value);
			}
		});
		String user = session.connection().login().name();
		environment.putAll(Map.of("PATH", path, "HOME", home, "USER", user, "LOGNAME", user));
		return environment;
	}

	private static boolean isHarmless(String name) {
		return !name.isEmpty() && name.indexOf('=') < 0 && name.indexOf('\0') < 0 && !name.startsWith("LD_")
				&& !name.startsWith("DYLD_") && !name.startsWith("GIT_") && !name.startsWith("BASH_FUNC_")
				&& !DANGEROUS.contains(name);
	}

}
