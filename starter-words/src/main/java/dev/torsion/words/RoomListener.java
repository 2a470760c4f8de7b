package dev.torsion.words;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of any bean that listens to rooms: a bot is a function.
 * <p>
 * <b>Parameters</b>: a {@code Flux<RoomEvent>} makes the method be called once for a
 * room, with all that happens there from then on; a {@link RoomEvent} or one of its
 * kinds, or a {@link Message} (but for those of tags alone), makes it be called for each
 * of these, some at a time. Others are the {@link Room} and variables of the template.
 * <p>
 * <b>Results</b>, plain or of a {@code Mono} or {@code Flux}: a {@link Message} or a
 * {@code String}, a message a line, is said in the room, by the bot. What the bot itself
 * does it does not hear. A method that returns no publisher is called on the pool for
 * blocking work, unless it is {@link dev.torsion.mapping.NonBlocking}.
 * <p>
 * A failure is logged. A method with a {@code Flux} is then called once more, after a
 * while that grows with each failure: a second at first, a minute at most.
 * <p>
 * <b>The bot</b> is the application itself, which is in no room and above all rules. With
 * a nickname it is somebody of its own, online and a member of the rooms it listens to,
 * and above their rules too. In rooms that are named whole it stays; into others it comes
 * after who comes first, and leaves them when only bots are left. When it is made to
 * leave a room it does not come back, and hears no more of that room. Methods of the same
 * nickname are one bot.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface RoomListener {

	/**
	 * The names of the rooms, without the {@code #} of IRC; <code>{name}</code> stands
	 * for a part of one. Rooms that are named whole are made if there are none.
	 * @return one name or template, or more
	 */
	String[] value();

	/**
	 * The nickname of the bot.
	 * @return the nickname, by default that of the application
	 */
	String nick() default "";

}
