package dev.torsion.words.moderation.database;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.Interaction;
import dev.torsion.words.moderation.Sanction;
import dev.torsion.words.moderation.Sanction.Kind;
import dev.torsion.words.moderation.Sanction.Target;
import dev.torsion.words.moderation.SanctionStore;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps sanctions in the table {@code words_sanction} of a database.
 */
public final class R2dbcSanctionStore implements SanctionStore {

	/** Where the scripts are that make the table. */
	public static final String SCHEMA = "classpath:dev/torsion/words/moderation/database/schema";

	private static final Interaction WRITING = Interaction.standard().timeout(Duration.ofSeconds(30));

	private final Database database;

	/**
	 * Creates the store.
	 * @param database the database, which has the table
	 */
	public R2dbcSanctionStore(Database database) {
		this.database = database;
	}

	@Override
	public Flux<Sanction> all() {
		return this.database.query("select * from words_sanction order by created_ms, id")
			.map(R2dbcSanctionStore::read);
	}

	@Override
	public Mono<Void> save(Sanction sanction) {
		return this.database.interaction(WRITING,
				(transaction) -> delete(transaction, sanction.id()).then(insert(transaction, sanction)));
	}

	@Override
	public Mono<Void> delete(String id) {
		return this.database.interaction(WRITING, (transaction) -> delete(transaction, id));
	}

	private static Mono<Void> delete(Database transaction, String id) {
		return transaction.operation("delete from words_sanction where id = :id").bind("id", id).run().then();
	}

	private static Mono<Void> insert(Database transaction, Sanction sanction) {
		return transaction
			.operation("insert into words_sanction (id, kind, target, subject, end_ms, reason, set_by, created_ms)"
					+ " values (:id, :kind, :target, :subject, :end, :reason, :by, :created)")
			.bind("id", sanction.id())
			.bind("kind", sanction.kind().name())
			.bind("target", sanction.target().name())
			.bind("subject", sanction.subject())
			.bind("end", (sanction.end() != null) ? sanction.end().toEpochMilli() : null, Long.class)
			.bind("reason", sanction.reason())
			.bind("by", sanction.by())
			.bind("created", sanction.created().toEpochMilli())
			.run()
			.then();
	}

	private static Sanction read(Readable row) {
		Long end = row.get("end_ms", Long.class);
		Long created = row.get("created_ms", Long.class);
		return new Sanction(text(row, "id"), Kind.valueOf(text(row, "kind")), Target.valueOf(text(row, "target")),
				text(row, "subject"), time(end), text(row, "reason"), text(row, "set_by"),
				Objects.requireNonNullElse(time(created), Instant.EPOCH));
	}

	private static String text(Readable row, String column) {
		return Objects.requireNonNullElse(row.get(column, String.class), "");
	}

	private static @Nullable Instant time(@Nullable Long millis) {
		return (millis != null) ? Instant.ofEpochMilli(millis) : null;
	}

}
