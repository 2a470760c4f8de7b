package dev.torsion.words.listener;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.torsion.mapping.Mapping;
import dev.torsion.mapping.MappingKind;
import dev.torsion.mapping.Template;
import dev.torsion.words.Message;
import dev.torsion.words.Room;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomListener;
import dev.torsion.words.room.RoomNames;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.ResolvableType;

/**
 * A method that listens to rooms, by all its templates.
 */
final class ListenerMethod {

	static final MappingKind<RoomListener> KIND = new MappingKind<>(null, RoomListener.class,
			(listener) -> List.of(listener.value()), Template.Syntax.TEXT,
			Set.of(Flux.class, RoomEvent.class, RoomEvent.Said.class, RoomEvent.Edited.class, RoomEvent.Redacted.class,
					RoomEvent.Joined.class, RoomEvent.Parted.class, RoomEvent.Quit.class, RoomEvent.Kicked.class,
					RoomEvent.TopicChanged.class, RoomEvent.RulesChanged.class, Message.class, Room.class));

	private final List<Mapping<RoomListener>> mappings = new ArrayList<>();

	/** What it is called for each of, {@code null} if it is called once with all. */
	private final @Nullable Class<?> kind;

	private ListenerMethod(Mapping<RoomListener> mapping) {
		this.mappings.add(mapping);
		this.kind = kind(mapping);
	}

	/**
	 * Groups mappings by their methods.
	 * @param mappings a mapping for each template of each method
	 * @param maxName characters in the name of a room, and in a nickname
	 * @return the methods
	 * @throws FailureAnalyzedException if one listens to what is no room, or for nothing
	 */
	static List<ListenerMethod> of(List<Mapping<RoomListener>> mappings, int maxName) {
		List<ListenerMethod> methods = new ArrayList<>();
		for (Mapping<RoomListener> mapping : mappings) {
			check(mapping, maxName);
			ListenerMethod last = methods.isEmpty() ? null : methods.get(methods.size() - 1);
			if (last != null && last.mappings.get(0).isOfSameMethod(mapping)) {
				last.mappings.add(mapping);
			}
			else {
				methods.add(new ListenerMethod(mapping));
			}
		}
		return methods;
	}

	private static void check(Mapping<RoomListener> mapping, int maxName) {
		String room = mapping.template().toString();
		if (isLiteral(mapping.template()) && !RoomNames.isRoom(room, maxName)) {
			throw failure(mapping, "listens to '" + room + "', which no room can be called",
					"Name rooms without spaces and any of , * ? : @ ! %.");
		}
		String nick = mapping.annotation().nick();
		if (!nick.isEmpty() && !RoomNames.isNick(nick, maxName)) {
			throw failure(mapping, "is called '" + nick + "', as nobody can be",
					"Set a nickname without spaces and any of , * ? ! @ :.");
		}
	}

	private static boolean isLiteral(Template template) {
		return !template.anchor().isEmpty();
	}

	private static @Nullable Class<?> kind(Mapping<RoomListener> mapping) {
		Method method = mapping.method();
		List<Class<?>> kinds = new ArrayList<>();
		int streams = 0;
		for (int i = 0; i < method.getParameterCount(); i++) {
			Class<?> type = method.getParameterTypes()[i];
			if (RoomEvent.class.isAssignableFrom(type) || type == Message.class) {
				kinds.add(type);
			}
			else if (Publisher.class.isAssignableFrom(type)) {
				Class<?> element = ResolvableType.forMethodParameter(method, i).getGeneric().resolve(RoomEvent.class);
				streams += (element == RoomEvent.class) ? 1 : 2;
			}
		}
		if (kinds.size() + streams != 1) {
			throw failure(mapping, "takes no events, or of more than one kind",
					"Give it one parameter of Flux<RoomEvent>, or of RoomEvent, one of its kinds or Message.");
		}
		return kinds.isEmpty() ? null : kinds.get(0);
	}

	private static FailureAnalyzedException failure(Mapping<RoomListener> mapping, String what, String action) {
		return new FailureAnalyzedException(mapping + " " + what + ".", action + " See @RoomListener.");
	}

	/** The rooms that it names whole. */
	List<String> rooms() {
		return this.mappings.stream()
			.map(Mapping::template)
			.filter(ListenerMethod::isLiteral)
			.map(Template::toString)
			.toList();
	}

	/** The nickname of its bot, empty for that of the application. */
	String nick() {
		return this.mappings.get(0).annotation().nick();
	}

	/** Whether it listens to a room. */
	boolean listensTo(Room room) {
		return mapping(room) != null;
	}

	private @Nullable Mapping<RoomListener> mapping(Room room) {
		for (Mapping<RoomListener> mapping : this.mappings) {
			if (mapping.template().matches(List.of(room.name()))) {
				return mapping;
			}
		}
		return null;
	}

	/** Whether it is called once, with all that happens. */
	boolean takesAll() {
		return this.kind == null;
	}

	/** Whether it is called for something. */
	boolean takes(RoomEvent event) {
		if (this.kind == Message.class) {
			return event instanceof RoomEvent.Said said && said.message().type() != Message.Type.TAGS;
		}
		return this.kind != null && this.kind.isInstance(event);
	}

	Flux<Object> call(Room room, RoomEvent event) {
		return (event instanceof RoomEvent.Said said) ? invoke(room, List.of(room, event, said.message()))
				: invoke(room, List.of(room, event));
	}

	Flux<Object> call(Room room, Flux<RoomEvent> events) {
		return invoke(room, List.of(room, events));
	}

	private Flux<Object> invoke(Room room, List<Object> offered) {
		Mapping<RoomListener> mapping = mapping(room);
		return (mapping != null) ? mapping.invoke(List.of(room.name()), offered) : Flux.empty();
	}

	@Override
	public String toString() {
		return this.mappings.get(0).toString();
	}

}
