package dev.torsion.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page in a browser.
 */
final class ChromiumPage {

	/** Keys by the names that pages know them by, with their codes. */
	private static final Map<String, Integer> KEYS = Map.of("Tab", 9, "Enter", 13, "Escape", 27, "End", 35, "Home", 36,
			"ArrowUp", 38, "ArrowDown", 40, "Delete", 46);

	private final Chromium browser;

	private final String session;

	ChromiumPage(Chromium browser, String session, int width, int height) {
		this.browser = browser;
		this.session = session;
		run("Page.enable", Map.of());
		run("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
		focus(true);
	}

	private JsonNode run(String method, Map<String, Object> parameters) {
		return this.browser.run(this.session, method, parameters);
	}

	/** Makes it believe that it is looked at, or not. */
	void focus(boolean focused) {
		run("Emulation.setFocusEmulationEnabled", Map.of("enabled", focused));
	}

	void scheme(String scheme) {
		run("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	void open(String address) {
		run("Page.navigate", Map.of("url", address));
		until("document.readyState === 'complete' && location.href !== 'about:blank'");
	}

	/** What an expression is. */
	JsonNode value(String expression) {
		JsonNode result = run("Runtime.evaluate",
				Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
		assertThat(result.has("exceptionDetails")).as("%s: %s", expression, result).isFalse();
		return result.path("result").path("value");
	}

	String text(String expression) {
		return value(expression).asString("");
	}

	/**
	 * Waits until an expression is true, in the page, which may be loaded anew meanwhile.
	 */
	void until(String expression) {
		String waiting = """
				new Promise((done) => {
					const end = Date.now() + 2000;
					(function look() {
						let holds = false;
						try { holds = Boolean(%s); } catch (failure) { holds = false; }
						if (holds || Date.now() > end) { done(holds); } else { setTimeout(look, 20); }
					})();
				})""".formatted(expression);
		for (int attempt = 0; attempt < 15; attempt++) {
			if (holds(waiting)) {
				return;
			}
		}
		throw new AssertionError("Never so: " + expression + ", in " + text("document.body.innerText"));
	}

	private boolean holds(String waiting) {
		try {
			return value(waiting).asBoolean(false);
		}
		catch (IllegalStateException | AssertionError ex) {
			// The page has gone while it waited
			return false;
		}
	}

	/** Presses keys by name, one after another. */
	void press(String... keys) {
		for (String key : keys) {
			int code = KEYS.getOrDefault(key, (int) Character.toUpperCase(key.charAt(0)));
			String text = key.equals("Enter") ? "\r" : (key.length() == 1) ? key : null;
			dispatch((text != null) ? "keyDown" : "rawKeyDown", key, code, text);
			dispatch("keyUp", key, code, null);
		}
	}

	private void dispatch(String type, String key, int code, @Nullable String text) {
		Map<String, Object> parameters = new HashMap<>(Map.of("type", type, "key", key, "windowsVirtualKeyCode", code));
		if (text != null) {
			parameters.put("text", text);
		}
		run("Input.dispatchKeyEvent", parameters);
	}

	/** Writes where the focus is. */
	void write(String text) {
		run("Input.insertText", Map.of("text", text));
	}

	/** Presses the tab key until something has the focus. */
	void tabTo(String selector) {
		for (int i = 0; i < 30; i++) {
			press("Tab");
			if (value("document.activeElement.matches(" + quoted(selector) + ")").asBoolean()) {
				return;
			}
		}
		throw new AssertionError("The tab key does not lead to " + selector);
	}

	static String quoted(String text) {
		return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
	}

	void screenshot(Path file) throws IOException {
		String png = run("Page.captureScreenshot", Map.of("format", "png")).path("data").asString();
		Files.createDirectories(file.getParent());
		Files.write(file, Base64.getDecoder().decode(png));
	}

}
