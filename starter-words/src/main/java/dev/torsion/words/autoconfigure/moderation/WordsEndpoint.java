package dev.torsion.words.autoconfigure.moderation;

import java.security.Principal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import dev.torsion.words.Participant;
import dev.torsion.words.Participants;
import dev.torsion.words.Room;
import dev.torsion.words.RoomException;
import dev.torsion.words.Rooms;
import dev.torsion.words.autoconfigure.moderation.WordsDescriptor.ParticipantDescriptor;
import dev.torsion.words.autoconfigure.moderation.WordsDescriptor.RoomDescriptor;
import dev.torsion.words.moderation.Moderation;
import dev.torsion.words.moderation.Sanction;
import dev.torsion.words.moderation.Sanction.Kind;
import dev.torsion.words.moderation.Sanction.Target;
import dev.torsion.words.moderation.SanctionRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The {@code words} actuator endpoint: rooms, participants and sanctions. Writing to it
 * imposes a sanction; writing to {@code rooms/{name}} says something there; deleting
 * {@code participants/{nick}} ends a conversation, and {@code sanctions/{id}} lifts a
 * sanction.
 */
@Endpoint(id = "words")
public final class WordsEndpoint {

	private static final int PARTICIPANTS = 1000;

	private final Rooms rooms;

	private final Participants participants;

	private final Moderation moderation;

	WordsEndpoint(Rooms rooms, Participants participants, Moderation moderation) {
		this.rooms = rooms;
		this.participants = participants;
		this.moderation = moderation;
	}

	@ReadOperation
	WordsDescriptor words(@Nullable Integer limit) {
		List<RoomDescriptor> rooms = this.rooms.all()
			.stream()
			.map(RoomDescriptor::of)
			.sorted(Comparator.comparing(RoomDescriptor::name))
			.toList();
		List<ParticipantDescriptor> participants = this.participants.all()
			.stream()
			.limit((limit != null) ? Math.max(0, limit) : PARTICIPANTS)
			.map((participant) -> ParticipantDescriptor.of(participant, this.participants, this.rooms))
			.sorted(Comparator.comparing(ParticipantDescriptor::nick))
			.toList();
		return new WordsDescriptor(this.participants.size(), this.participants.most(), rooms, participants,
				this.moderation.sanctions());
	}

	@WriteOperation
	Mono<Sanction> impose(SecurityContext context, Kind kind, Target target, String subject,
			@Nullable Duration duration, @Nullable String reason) {
		SanctionRequest request;
		try {
			request = new SanctionRequest(kind, target, subject, duration, (reason != null) ? reason : "",
					name(context));
		}
		catch (IllegalArgumentException ex) {
			return Mono.error(refused(ex));
		}
		return this.moderation.impose(request).onErrorMap(RoomException.class, WordsEndpoint::refused);
	}

	@WriteOperation
	Mono<WebEndpointResponse<Void>> say(@Selector String part, @Selector String name, String text) {
		Room room = part.equals("rooms") ? this.rooms.find(name) : null;
		return (room != null)
				? room.say(text).thenReturn(done()).onErrorMap(RoomException.class, WordsEndpoint::refused)
				: Mono.just(missing());
	}

	@DeleteOperation
	Mono<WebEndpointResponse<Void>> end(SecurityContext context, @Selector String part, @Selector String name,
			@Nullable String reason) {
		if (part.equals("sanctions")) {
			return this.moderation.lift(name, name(context)).map((lifted) -> done()).defaultIfEmpty(missing());
		}
		Participant participant = part.equals("participants") ? this.participants.find(name) : null;
		if (participant == null) {
			return Mono.just(missing());
		}
		this.moderation.remove(participant, (reason != null) ? reason : "Removed by the operator", name(context));
		return Mono.just(done());
	}

	private static InvalidEndpointRequestException refused(Throwable cause) {
		String reason = String.valueOf(cause.getMessage());
		return new InvalidEndpointRequestException(reason, reason, cause);
	}

	private static String name(SecurityContext context) {
		Principal principal = context.getPrincipal();
		return (principal != null) ? principal.getName() : "actuator";
	}

	private static WebEndpointResponse<Void> done() {
		return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
	}

	private static WebEndpointResponse<Void> missing() {
		return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

}
