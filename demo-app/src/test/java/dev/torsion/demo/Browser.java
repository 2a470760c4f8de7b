package dev.torsion.demo;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Follows links and fills in forms, keeping cookies.
 */
final class Browser {

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	private final HttpClient client = HttpClient.newBuilder()
		.cookieHandler(new CookieManager())
		.followRedirects(HttpClient.Redirect.NORMAL)
		.build();

	private final URI site;

	Browser(int port) {
		this.site = URI.create("http://127.0.0.1:" + port);
	}

	HttpResponse<String> get(String path) throws Exception {
		return send(HttpRequest.newBuilder(this.site.resolve(path)).header("Accept", "text/html,*/*;q=0.8"));
	}

	HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
		String body = form.entrySet()
			.stream()
			.map((field) -> encode(field.getKey()) + "=" + encode(field.getValue()))
			.collect(Collectors.joining("&"));
		return send(HttpRequest.newBuilder(this.site.resolve(path))
			.header("Accept", "text/html,*/*;q=0.8")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	/**
	 * Fills in the form of a page: its CSRF token is sent back with what is filled in.
	 */
	HttpResponse<String> submit(HttpResponse<String> page, String path, Map<String, String> fields) throws Exception {
		Matcher token = CSRF.matcher(page.body());
		assertThat(token.find()).as("a form with a CSRF token in: %s", page.body()).isTrue();
		Map<String, String> form = new java.util.HashMap<>(fields);
		form.put("_csrf", token.group(1));
		return post(path, form);
	}

	HttpResponse<String> login(String password) throws Exception {
		return submit(get("/login"), "/login", Map.of("username", AdminAccount.NAME, "password", password));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
