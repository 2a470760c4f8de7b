package dev.torsion.names.interop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.torsion.interop.RealPeer;

/**
 * The client programs of BIND, Knot and NSD. Each is ended after ten seconds.
 */
public final class DnsTool {

	private static final int SECONDS = 10;

	private DnsTool() {
	}

	/**
	 * Runs BIND's {@code dig}.
	 * @param server who is asked
	 * @param arguments the question and options
	 * @return what it prints
	 * @throws IOException if it cannot be run
	 */
	public static String dig(InetSocketAddress server, String... arguments) throws IOException {
		return run("dig", List.of("@" + host(server), "-p", port(server)), List.of(arguments), "");
	}

	/**
	 * Runs Knot's {@code kdig}.
	 * @param server who is asked
	 * @param arguments the question and options
	 * @return what it prints
	 * @throws IOException if it cannot be run
	 */
	public static String kdig(InetSocketAddress server, String... arguments) throws IOException {
		return run("kdig", List.of("@" + host(server), "-p", port(server)), List.of(arguments), "");
	}

	/**
	 * Runs the {@code drill} of NSD's makers.
	 * @param server who is asked
	 * @param arguments the question and options
	 * @return what it prints
	 * @throws IOException if it cannot be run
	 */
	public static String drill(InetSocketAddress server, String... arguments) throws IOException {
		return run("drill", List.of("-p", port(server), "@" + host(server)), List.of(arguments), "");
	}

	/**
	 * Runs BIND's {@code nsupdate}.
	 * @param server who is updated
	 * @param key what the update is signed by, {@code null} for nothing
	 * @param commands the update, a line each; it is sent at the end
	 * @return what it prints, the answer included
	 * @throws IOException if it cannot be run
	 */
	public static String nsupdate(InetSocketAddress server, @Nullable TsigKey key, String... commands)
			throws IOException {
		String script = "server " + host(server) + " " + port(server) + "\n" + String.join("\n", commands)
				+ "\nsend\nanswer\n";
		return run("nsupdate", (key != null) ? List.of("-y", key.argument()) : List.of(), List.of(), script);
	}

	private static String run(String program, List<String> server, List<String> arguments, String input)
			throws IOException {
		List<String> words = new ArrayList<>(List.of(RealPeer.require(program).toString()));
		words.addAll(server);
		words.addAll(arguments);
		Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
		process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).exceptionally((ex) -> process.destroyForcibly());
		process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.onExit().join();
		return output;
	}

	private static String host(InetSocketAddress server) {
		return server.getAddress().getHostAddress();
	}

	private static String port(InetSocketAddress server) {
		return String.valueOf(server.getPort());
	}

}
