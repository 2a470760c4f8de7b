package dev.torsion.web.autoconfigure;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a client its address. */
@RestController
class PeerController {

	@GetMapping("/peer")
	String peer(ServerHttpRequest request) {
		return String.valueOf(request.getRemoteAddress());
	}

}
