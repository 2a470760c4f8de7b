package dev.torsion;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the main method of a test in a JVM of its own that is not root's, because root may
 * read every file and bind every port.
 */
public final class UnprivilegedJvm {

	private UnprivilegedJvm() {
	}

	/**
	 * Runs a main method as the user {@code nobody}, or as the user of the tests if that
	 * is not root.
	 * @param temporary a folder for the test alone, which is opened to all
	 * @param main the class with the main method
	 * @param arguments its arguments
	 * @return the lines it has printed
	 * @throws IOException if it cannot be run
	 */
	public static List<String> run(Path temporary, Class<?> main, String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		if (System.getProperty("user.name").equals("root")) {
			command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
		}
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Duser.name=nobody",
				"-cp", readableClassPath(temporary), main.getName()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try (InputStream output = process.getInputStream()) {
			return new String(output.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
	}

	/** The class path may lie where only root comes. */
	private static String readableClassPath(Path temporary) throws IOException {
		Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
		Path classes = Files.createDirectory(temporary.resolve("classes"));
		List<String> elements = new ArrayList<>();
		for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path from = Path.of(element);
			Path to = classes.resolve(elements.size() + "-" + from.getFileName());
			if (Files.exists(from)) {
				copy(from, to);
				elements.add(to.toString());
			}
		}
		return String.join(File.pathSeparator, elements);
	}

	private static void copy(Path from, Path to) throws IOException {
		try (Stream<Path> files = Files.walk(from)) {
			for (Path file : files.toList()) {
				Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
			}
		}
	}

}
