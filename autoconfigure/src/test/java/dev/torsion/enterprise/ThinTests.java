package dev.torsion.enterprise;

import dev.torsion.enterprise.client.Drivers;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

class ThinTests {

	record Row(int id, String firstName) {
	}

	@Test
	void works() {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		resources.afterPropertiesSet();
		Databases databases = new Databases(new Drivers(resources, Schedulers.boundedElastic()));
		try (R2dbcDatabase db = databases.open("test",
				ConnectionFactoryOptions.parse("r2dbc:h2:mem:///thin?options=DB_CLOSE_DELAY=-1"),
				PoolSettings.defaults())) {
			db.operation("create table t (id int primary key, first_name varchar)").run().block();
			assertThat(db.operation("insert into t values (:id, :name)").bind("id", 1).bind("name", "x").run().block())
				.isOne();
			assertThat(db.interaction((d) -> d.operation("update t set first_name = :n").bind("n", "y").run()).block())
				.isOne();
			assertThat(db.query("select * from t").as(Row.class).collectList().block())
				.containsExactly(new Row(1, "y"));
			assertThat(db.query("select * from t").rows().next().block()).containsEntry("FIRST_NAME", "y");
			assertThat(db.query("select first_name from t").as(String.class).next().block()).isEqualTo("y");
		}
	}

}
