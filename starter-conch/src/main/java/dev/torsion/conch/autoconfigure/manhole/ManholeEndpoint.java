package dev.torsion.conch.autoconfigure.manhole;

import java.time.Instant;
import java.util.List;

import dev.torsion.conch.manhole.Manhole;
import dev.torsion.conch.manhole.ManholeSession;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The {@code manhole} actuator endpoint: who is inside. Deleting a session ends it;
 * deleting all of them disables the manhole until the application is started again.
 */
@Endpoint(id = "manhole")
public final class ManholeEndpoint {

	private final Manhole manhole;

	ManholeEndpoint(Manhole manhole) {
		this.manhole = manhole;
	}

	@ReadOperation
	Sessions sessions() {
		return new Sessions(!this.manhole.isClosed(),
				this.manhole.sessions().stream().map(SessionDescriptor::of).toList());
	}

	@DeleteOperation
	WebEndpointResponse<Void> end(@Selector String id) {
		return new WebEndpointResponse<>(
				this.manhole.end(id) ? WebEndpointResponse.STATUS_NO_CONTENT : WebEndpointResponse.STATUS_NOT_FOUND);
	}

	@DeleteOperation
	void disable() {
		this.manhole.disable();
	}

	record Sessions(boolean open, List<SessionDescriptor> sessions) {

	}

	record SessionDescriptor(String id, String user, @Nullable String key, String peer, Instant since,
			@Nullable Instant lastSnippet, long snippets) {

		static SessionDescriptor of(ManholeSession session) {
			return new SessionDescriptor(session.id(), session.user(), session.connection().login().key(),
					String.valueOf(session.connection().peer()), session.since(), session.lastSnippet(),
					session.snippets());
		}

	}

}
