package dev.torsion.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.interop.RealPeer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real browser, driven by the protocol of its developer tools.
 */
final class Chromium implements WebSocket.Listener, AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private final ConcurrentMap<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

	private final AtomicInteger number = new AtomicInteger();

	private final StringBuilder message = new StringBuilder();

	private final Process process;

	private final WebSocket tools;

	Chromium(Path profile) throws Exception {
		this.process = new ProcessBuilder(RealPeer.require("chromium").toString(), "--headless=new", "--no-sandbox",
				"--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
				"--disable-component-update", "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank")
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		this.tools = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(address(this.process, profile), this)
			.join();
	}

	/** The browser writes where it listens into a file. */
	private static URI address(Process process, Path profile) throws Exception {
		Path file = profile.resolve("DevToolsActivePort");
		try (WatchService watch = profile.getFileSystem().newWatchService()) {
			profile.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
			while (process.isAlive()) {
				List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
				if (lines.size() == 2) {
					return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
				}
				WatchKey changed = watch.poll(60, TimeUnit.SECONDS);
				if (changed == null) {
					break;
				}
				changed.reset();
			}
		}
		throw new IllegalStateException("The browser has not started");
	}

	/** A page with cookies of its own, of some size. */
	ChromiumPage page(int width, int height) {
		String context = run(null, "Target.createBrowserContext", Map.of()).path("browserContextId").asString();
		String target = run(null, "Target.createTarget",
				Map.of("url", "about:blank", "browserContextId", context, "width", width, "height", height))
			.path("targetId")
			.asString();
		String session = run(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
			.path("sessionId")
			.asString();
		return new ChromiumPage(this, session, width, height);
	}

	JsonNode run(@Nullable String session, String method, Map<String, Object> parameters) {
		int id = this.number.incrementAndGet();
		CompletableFuture<JsonNode> answer = new CompletableFuture<>();
		this.answers.put(id, answer);
		Map<String, Object> command = new HashMap<>(Map.of("id", id, "method", method, "params", parameters));
		if (session != null) {
			command.put("sessionId", session);
		}
		synchronized (this.tools) {
			this.tools.sendText(JSON.writeValueAsString(command), true).join();
		}
		JsonNode answered = answer.orTimeout(60, TimeUnit.SECONDS).join();
		if (answered.has("error")) {
			throw new IllegalStateException(method + ": " + answered.get("error"));
		}
		return answered.path("result");
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
		this.message.append(data);
		if (last) {
			JsonNode heard = JSON.readTree(this.message.toString());
			this.message.setLength(0);
			CompletableFuture<JsonNode> answer = this.answers.remove(heard.path("id").asInt(0));
			if (answer != null) {
				answer.complete(heard);
			}
		}
		socket.request(1);
		return null;
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
		this.process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
	}

}
