package dev.torsion.web.cgi;

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.torsion.web.Script;
import dev.torsion.web.cgi.wire.CgiRequest;
import dev.torsion.web.cgi.wire.HeadField;
import dev.torsion.web.cgi.wire.MetaVariables;
import dev.torsion.web.server.NativeRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * The environment of a script: what is set for all of them, and what a request adds.
 */
public final class CgiVariables {

	private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}]");

	private static final PlatformText TEXT = PlatformText.ofThisPlatform();

	private final Map<String, String> common;

	private final boolean authorization;

	/**
	 * Creates the variables.
	 * @param common variables that all scripts get
	 * @param authorization whether scripts see the header {@code Authorization}
	 */
	public CgiVariables(Map<String, String> common, boolean authorization) {
		this.common = Map.copyOf(common);
		this.authorization = authorization;
	}

	/**
	 * The environment for a request.
	 * @param exchange the request
	 * @param script the script it is for
	 * @param contentLength the length of the body, -1 if there is none
	 * @return all variables; the script is to get no others
	 */
	public Mono<Map<String, String>> of(ServerWebExchange exchange, Script script, long contentLength) {
		return exchange.getPrincipal()
			.map(Principal::getName)
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty())
			.map((user) -> MetaVariables.of(request(exchange, script, contentLength, user.orElse(null)), this.common,
					this.authorization));
	}

	private static CgiRequest request(ServerWebExchange exchange, Script script, long contentLength,
			@Nullable String user) {
		ServerHttpRequest request = exchange.getRequest();
		List<HeadField> headers = new ArrayList<>();
		request.getHeaders()
			.headerSet()
			.forEach((header) -> header.getValue()
				.forEach((value) -> headers.add(new HeadField(header.getKey(), TEXT.of(value)))));
		InetSocketAddress peer = request.getRemoteAddress();
		return new CgiRequest(line(exchange), server(request),
				new CgiRequest.Peer(address(peer), (peer != null) ? peer.getPort() : 0, user),
				target(script, request.getPath().contextPath().value()), contentLength, headers);
	}

	private static CgiRequest.Line line(ServerWebExchange exchange) {
		URI uri = exchange.getRequest().getURI();
		HttpServerRequest netty = NativeRequest.of(exchange);
		String query = uri.getRawQuery();
		return new CgiRequest.Line(exchange.getRequest().getMethod().name(), TEXT.of(uri.getRawPath()),
				(query != null) ? TEXT.of(query) : null, (netty != null) ? netty.version().text() : "HTTP/1.1");
	}

	/**
	 * The host the peer has asked for, by which a script names the server in links; the
	 * address it has asked at, if that is no host. Brackets stay, section 4.1.14.
	 */
	private static CgiRequest.Server server(ServerHttpRequest request) {
		URI uri = request.getURI();
		InetSocketAddress local = request.getLocalAddress();
		String address = address(local);
		String scheme = "https".equalsIgnoreCase(uri.getScheme()) ? "https" : "http";
		String host = uri.getHost();
		if (host != null && HOST.matcher(host).matches()) {
			int standard = scheme.equals("https") ? 443 : 80;
			return new CgiRequest.Server(scheme, host, (uri.getPort() > 0) ? uri.getPort() : standard, address);
		}
		return new CgiRequest.Server(scheme, (address.indexOf(':') >= 0) ? "[" + address + "]" : address,
				(local != null) ? local.getPort() : 0, address);
	}

	private static CgiRequest.Target target(Script script, String contextPath) {
		return new CgiRequest.Target(script.file().toString(), contextPath + script.scriptName(), script.pathInfo(),
				script.pathTranslated(), script.documentRoot().toString());
	}

	/**
	 * The address, without the scope of one of IPv6, which means something on this
	 * machine only.
	 */
	private static String address(@Nullable InetSocketAddress socket) {
		if (socket == null) {
			return "";
		}
		String address = (socket.getAddress() != null) ? socket.getAddress().getHostAddress() : socket.getHostString();
		int scope = address.indexOf('%');
		return (scope >= 0) ? address.substring(0, scope) : address;
	}

}
