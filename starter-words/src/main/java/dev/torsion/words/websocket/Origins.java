package dev.torsion.words.websocket;

import java.util.List;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.reactive.CorsUtils;

/**
 * The sites whose pages may connect. A browser sends cookies along with a connection that
 * a page of any site asks for, so that this stands where a token of the form would: who
 * is no browser sends no origin, and no cookies of somebody else.
 *
 * @param allowed the sites beside the path's own
 */
record Origins(List<String> allowed) {

	boolean allow(ServerHttpRequest request) {
		String origin = request.getHeaders().getOrigin();
		if (origin == null || this.allowed.contains("*") || this.allowed.contains(origin)) {
			return true;
		}
		try {
			return !CorsUtils.isCorsRequest(request);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
