package dev.torsion.enterprise;

import java.time.Duration;
import java.util.List;

import dev.torsion.DocExamples;
import dev.torsion.interop.Interop;
import dev.torsion.interop.PostgresServer;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples in Java of the guide's page on databases.
 */
@Timeout(60)
class EnterpriseExampleTests {

	private final DocExamples guide = DocExamples.of("docs/enterprise.md");

	private final DatabaseFixture fixture = new DatabaseFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	private R2dbcDatabase shop(String url) {
		R2dbcDatabase database = this.fixture.open(url);
		database.operation("create table item (id int primary key, product_name varchar(100), stock int)")
			.run()
			.block();
		return database;
	}

	@Test
	void asks() {
		assertThat(this.guide.code("enterprise-asking")).isEqualTo(DocExamples.tagged(getClass(), "asking"));
		try (R2dbcDatabase database = shop("r2dbc:h2:mem:///asking?options=DB_CLOSE_DELAY=-1")) {
			Shop shop = new Shop(database);
			assertThat(shop.add(1, "apple", 1).block()).isOne();
			assertThat(shop.add(2, "pear", 0).block()).isOne();
			assertThat(shop.inStock(List.of("apple", "pear")).collectList().block())
				.containsExactly(new Item(1, "apple", 1));
			assertThat(shop.sell(1).block()).isZero();
			assertThat(shop.sell(1).blockOptional()).isEmpty();
		}
	}

	@Test
	void lendsAConnection() {
		assertThat(this.guide.code("enterprise-connection")).isEqualTo(DocExamples.tagged(getClass(), "connection"));
		try (R2dbcDatabase database = shop("r2dbc:h2:mem:///lending?options=DB_CLOSE_DELAY=-1")) {
			new Shop(database).add(1, "apple", 1).block();
			assertThat(restock(database).collectList().block()).containsExactly(1L, 0L);
		}
	}

	@Test
	@Interop({ "postgres", "initdb" })
	void listens() {
		assertThat(this.guide.code("enterprise-listen")).isEqualTo(DocExamples.tagged(getClass(), "listen"));
		try (PostgresServer server = PostgresServer.create(); R2dbcDatabase database = shop(server.url())) {
			Shop shop = new Shop(database);
			shop.add(1, "apple", 1).block();
			StepVerifier.create(changes(database))
				.expectNext(new Item(1, "apple", 1))
				.then(() -> shop.add(2, "pear", 0)
					.thenMany(database.query("select pg_notify('item_changed', '2')").rows())
					.subscribe())
				.expectNext(new Item(2, "pear", 0))
				.thenCancel()
				.verify(Duration.ofSeconds(30));
		}
	}

	// tag::asking[]
	record Item(int id, String productName, int stock) {

	}

	/** The goods of a shop, in the application's database. */
	record Shop(Database database) {

		Flux<Item> inStock(List<String> products) {
			return this.database.query("select * from item where stock > 0 and product_name in (:products) order by id")
				.bind("products", products)
				.as(Item.class);
		}

		Mono<Long> add(int id, String product, int stock) {
			return this.database.operation("insert into item (id, product_name, stock) values (:id, :product, :stock)")
				.bind("id", id)
				.bind("product", product)
				.bind("stock", stock)
				.timeout(Duration.ofSeconds(2))
				.run();
		}

		/** Of two who want the last one, one is told that there is none. */
		Mono<Integer> sell(int id) {
			return this.database.interaction(Interaction.standard().isolation(IsolationLevel.SERIALIZABLE).retries(5),
					(tx) -> tx.query("select stock from item where id = :id")
						.bind("id", id)
						.as(Integer.class)
						.single()
						.filter((stock) -> stock > 0)
						.flatMap((stock) -> tx.operation("update item set stock = :left where id = :id")
							.bind("left", stock - 1)
							.bind("id", id)
							.run()
							.thenReturn(stock - 1)));
		}

	}
	// end::asking[]

	// tag::connection[]
	Flux<Long> restock(Database database) {
		return database.connection(
				(connection) -> Flux
					.from(connection.createBatch()
						.add("update item set stock = 100 where stock < 10")
						.add("delete from item where stock is null")
						.execute())
					.concatMap(Result::getRowsUpdated));
	}
	// end::connection[]

	// tag::listen[]
	Flux<Item> changes(Database database) {
		return database.listen("item_changed")
			.concatMap((notification) -> (notification.payload() == null)
					? database.query("select * from item order by id").as(Item.class)
					: database.query("select * from item where id = :id")
						.bind("id", Integer.parseInt(notification.payload()))
						.as(Item.class));
	}
	// end::listen[]

}
